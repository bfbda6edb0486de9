"""The prompt of one scope: its own code with holes, and around it what tells a reader what its values are."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from graph_extraction import FunctionNode, SourceDocument, parse_source
from typilus.infilling import HoledText
from typilus.infilling.prompts.call_sites import called_name, calls_in, is_called
from typilus.infilling.prompts.code_lines import (
    LARGEST_OUTLINE,
    CodeLine,
    PlacedCode,
    dedented,
    fitting,
    holed_text,
    length_of,
    lines_of,
)
from typilus.infilling.prompts.hole_places import HolePlace, hole_places
from typilus.infilling.prompts.outlines import Outliner
from typilus.infilling.prompts.project_code import ProjectCode
from typilus.infilling.prompts.scope_tree import ScopeNode, ScopeTree
from typilus.infilling.prompts.shortening import shortened
from typilus.project import AnalyzedFile
from typilus.semantics import own_nodes, semantics_of

if TYPE_CHECKING:
    from typilus.project import ProjectMarkers

__all__ = ["PROMPT_BUDGET", "ScopePrompt", "ScopePrompts"]

PROMPT_BUDGET = 3_600
"""Characters of a prompt, some 1,200 tokens: a small model reads it on a CPU in seconds."""
_CALLS = 5
_OWN_SHARE = 0.7
"""Of the budget, which the scope's own code may take before it is shortened."""
_INDENTATION = 4
_RETURNING = frozenset({"return", "yield"})


@dataclass(frozen=True, slots=True)
class ScopePrompt:
    """A prompt.

    Attributes:
        text: The text with its holes.
        symbols: Index of the symbol of each hole, among those of the file's graph.
    """

    text: HoledText
    symbols: tuple[int, ...]


class ScopePrompts:
    """The prompts of one file.

    Linear in the size of the file: what is around a scope is cut to the budget, and of what is inside of it only
    signatures are shown.

    Args:
        file: The file.
        project: Its project, whose other files tell of classes and calls. None for a file alone.
        budget: Maximum number of characters of a prompt; lines that holes are in stay in any case.
    """

    def __init__(self, file: AnalyzedFile, project: ProjectMarkers | None = None, budget: int = PROMPT_BUDGET) -> None:
        self._file = file
        self._document = _plain(file.document)
        self._semantics = semantics_of(self._document)
        self._budget = budget
        self._project = None if project is None else ProjectCode(project, file)
        self.places = hole_places(self._document, file.graph.symbols)
        self.tree = ScopeTree(self._semantics)
        self._code = PlacedCode(self._document.exact_text, self.places)
        self._outliner = Outliner(self._document, self._code)
        self._by_symbol = {hole.symbol: hole for hole in self.places}
        self._by_node: dict[str, list[HolePlace]] = {}
        for hole in self.places:
            self._by_node.setdefault(self.tree.node_of(hole.scope).id, []).append(hole)
        self._definitions: dict[str, ast.ClassDef | FunctionNode] = {
            definition.name: definition
            for definition, scope in self._semantics.scopes.items()
            if scope.parent is not None and not scope.parent.is_class
        }
        self._methods: dict[ast.ClassDef, dict[str, FunctionNode]] = {}
        for function in self._semantics.functions:
            if function.owner is not None:
                self._methods.setdefault(function.owner, {})[function.node.name] = function.node
        self._imports = dict(_imports(self._semantics.tree))

    def places_in(self, node: ScopeNode) -> Sequence[HolePlace]:
        """The places of a scope's own annotations: a function's signature and the assignments of its body."""
        return self._by_node.get(node.id, ())

    def prompt(self, node: ScopeNode, asked: Collection[int], types: Mapping[int, str]) -> ScopePrompt:
        """Return the prompt of a scope.

        Args:
            node: The scope.
            asked: Symbols of the scope that become holes.
            types: Annotations of symbols of the file that are decided, written wherever their places are shown.
        """
        names = {self._by_symbol[symbol].name for symbol in asked if not self._by_symbol[symbol].is_return}
        if any(self._by_symbol[symbol].is_return for symbol in asked):
            names |= _RETURNING
        used = _names_in(node)
        own = shortened(self._own(node, asked, types), int(self._budget * _OWN_SHARE), names)
        left = self._budget - length_of(own)
        around = list(self._around(node, used, types))
        if length_of(around) > left:
            around = list(self._around(node, None, types))
        left -= length_of(around)
        imports = [] if node.parent is None else fitting([[line] for line in self._import_lines(used)], left)
        left -= length_of(imports)
        calls = fitting([self._calls(node)], left)
        left -= length_of(calls)
        definitions = fitting(self._named_definitions(node, used, types), left)
        code = [
            *dedented(around, _indentation(around)),
            *dedented(own, max(_indentation(own) - _inner_column(node), 0)),
        ]
        lines = [*imports, *[()][: len(imports)], *definitions, *code, *calls]
        return ScopePrompt(*holed_text([*lines, ()]))

    def _own(self, node: ScopeNode, asked: Collection[int], types: Mapping[int, str]) -> list[CodeLine]:
        """The code of a scope, of the scopes inside of it only the signatures."""
        definition = node.scope.node
        if isinstance(definition, ast.Module):
            start, end = 0, len(self._code.text)
        else:
            start, end = self._outliner.start_of(definition), self._document.exact_lines.span(definition)[1]
        pieces: list[str | int] = []
        lines: list[CodeLine] = []
        for child in node.children:
            inner = child.scope.node
            assert not isinstance(inner, ast.Module)
            first = self._outliner.start_of(inner)
            pieces = self._code.pieces(start, first, asked, types)
            lines += lines_of(pieces)[:-1]
            lines += self._inside(inner, types)
            start = self._document.exact_lines.span(inner)[1] + 1
        if start < end:
            lines += lines_of(self._code.pieces(start, end, asked, types))
        return lines

    def _inside(self, definition: ast.ClassDef | FunctionNode, types: Mapping[int, str]) -> list[CodeLine]:
        if isinstance(definition, FunctionNode):
            return self._outliner.signature(definition, types)
        return _indented(self._outliner.class_outline(definition, types, LARGEST_OUTLINE), definition.col_offset)

    def _around(self, node: ScopeNode, used: Collection[str] | None, types: Mapping[int, str]) -> Iterator[CodeLine]:
        """The headers of the scopes around a scope, from the outside in, and what of classes it may use, if named."""
        outer: list[ScopeNode] = []
        parent = node.parent
        while parent is not None and parent.parent is not None:
            outer.insert(0, parent)
            parent = parent.parent
        for scope_node in outer:
            definition = scope_node.scope.node
            assert not isinstance(definition, ast.Module)
            if isinstance(definition, FunctionNode):
                lines = self._outliner.opening(definition, types)
            else:
                lines = self._outliner.class_header(definition)
                lines += [] if used is None else self._inside_class(definition, node, used, types)
            yield from dedented(lines, max(_indentation(lines) - _inner_column(scope_node), 0))

    def _inside_class(
        self, owner: ast.ClassDef, node: ScopeNode, used: Collection[str], types: Mapping[int, str]
    ) -> Iterator[CodeLine]:
        """The attributes of a class around a scope, and the signatures of its methods that the scope uses."""
        is_constructor = node.scope.node in owner.body and getattr(node.scope.node, "name", "") == "__init__"
        attributes = self._outliner.attributes(owner, types, with_constructor=not is_constructor)
        yield from fitting(attributes, LARGEST_OUTLINE)
        methods = self._methods.get(owner, {})
        for name in sorted(methods.keys() & used):
            if methods[name] is not node.scope.node:
                yield from self._outliner.signature(methods[name], types)

    def _import_lines(self, used: Collection[str]) -> list[CodeLine]:
        """The imports of what a scope uses, and then all others."""
        first = {self._imports[name] for name in used if name in self._imports}
        ordered = sorted(dict.fromkeys(self._imports.values()), key=lambda text: text not in first)
        return [(text,) for text in ordered]

    def _calls(self, node: ScopeNode) -> list[CodeLine]:
        name = called_name(node)
        if not name:
            return []
        own = (site for site in calls_in(self._document).get(name, ()) if is_called(node, site))
        others = () if self._project is None else self._project.calls_of(name)
        texts = list(islice(dict.fromkeys(site.text for site in chain(own, others)), _CALLS))
        return [(), (f"# Calls of {name}:",), *((f"#   {text}",) for text in texts)] if texts else []

    def _named_definitions(
        self, node: ScopeNode, used: Collection[str], types: Mapping[int, str]
    ) -> Iterator[list[CodeLine]]:
        """The outlines of classes and functions that a scope names, those of the file first."""
        outer = set()
        parent: ScopeNode | None = node
        while parent is not None:
            outer.add(parent.scope.node)
            parent = parent.parent
        for name in sorted(used):
            definition = self._definitions.get(name)
            if definition is None or definition in outer or self._is_child(definition, node):
                continue
            if isinstance(definition, ast.ClassDef):
                outline = self._outliner.class_outline(definition, types, LARGEST_OUTLINE)
            else:
                outline = dedented(self._outliner.signature(definition, types), definition.col_offset)
            yield [*outline, ()]
        if self._project is not None:
            for name in sorted(used):
                target = self._file.names.imports.get(name)
                outline = [] if target is None else self._project.class_outline(target)
                if outline:
                    yield [*outline, ()]

    def _is_child(self, definition: ast.AST, node: ScopeNode) -> bool:
        return any(child.scope.node is definition for child in node.children)


def _plain(document: SourceDocument) -> SourceDocument:
    """A document whose exact text is its text: without a notebook's JSON, and with plain line ends."""
    return document if document.exact_text is document.text else parse_source(document.text, "<text>")


def _imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names that the imports of a file bind at its top, under whatever conditions, each as a statement."""
    pending: list[ast.stmt] = list(reversed(tree.body))
    while pending:
        statement = pending.pop()
        if isinstance(statement, ast.Import | ast.ImportFrom):
            for alias in statement.names:
                bound = alias.asname or alias.name.partition(".")[0]
                if isinstance(statement, ast.Import):
                    yield bound, ast.unparse(ast.Import([alias]))
                else:
                    yield bound, ast.unparse(ast.ImportFrom(statement.module, [alias], statement.level))
        elif isinstance(statement, ast.If | ast.Try):
            pending += reversed([*statement.body, *statement.orelse])


def _names_in(node: ScopeNode) -> set[str]:
    """The names that a scope's own code reads, those of called attributes among them."""
    definition = node.scope.node
    nodes: Iterator[ast.AST] = own_nodes(definition)
    if isinstance(definition, FunctionNode):
        nodes = chain(nodes, ast.walk(definition.args))
    elif isinstance(definition, ast.ClassDef):
        nodes = chain(nodes, *(ast.walk(base) for base in definition.bases))
    names = set()
    for inner in nodes:
        if isinstance(inner, ast.Name):
            names.add(inner.id)
        elif isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
            names.add(inner.func.attr)
    return names


def _inner_column(node: ScopeNode) -> int:
    """The column at which a scope's code starts behind the headers around it, wherever conditions indent it further."""
    column = 0
    while node.parent is not None and node.parent.parent is not None:
        node = node.parent
        definition = node.scope.node
        assert not isinstance(definition, ast.Module)
        first = definition.body[0]
        column += first.col_offset - definition.col_offset if first.lineno > definition.lineno else _INDENTATION
    return column


def _indentation(lines: Sequence[CodeLine]) -> int:
    first = next((line[0] for line in lines if line), "")
    return len(first) - len(first.lstrip(" ")) if isinstance(first, str) else 0


def _indented(lines: Sequence[CodeLine], columns: int) -> list[CodeLine]:
    return [(" " * columns, *line) if line else line for line in lines]
