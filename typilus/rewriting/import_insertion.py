"""Import statements into a file: behind those it has, or for type checkers only."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph_extraction import DefinitionNode, SourceDocument
from typilus.annotation_types import written_module
from typilus.rewriting.import_merging import merge, sort_key
from typilus.rewriting.import_placement import ImportPlacement
from typilus.rewriting.import_sorting import insertion_index, section_of
from typilus.rewriting.imported_names import ImportedName
from typilus.rewriting.splices import Splice
from typilus.semantics import is_guard

__all__ = ["ImportPlan", "statements_of"]

FUTURE = "from __future__ import annotations"


def statements_of(imported: Iterable[ImportedName]) -> list[str]:
    """Sorted statements, names of one module in one of them."""
    names: dict[str, set[str]] = {}
    plain: set[str] = set()
    for imported_name in imported:
        if imported_name.name is None:
            plain.add(str(imported_name))
        else:
            names.setdefault(imported_name.module, set()).add(imported_name.name)
    return sorted(plain) + [
        f"from {module} import {', '.join(sorted(names[module], key=sort_key))}" for module in sorted(names)
    ]


class ImportPlan:
    """The imports to add to one file.

    Args:
        source: File to edit.
        imported: Names that the annotations need.
        placement: Placement of each import.
        future: Whether `from __future__ import annotations` is needed too.
    """

    def __init__(
        self, source: SourceDocument, imported: Sequence[ImportedName], placement: ImportPlacement, future: bool
    ) -> None:
        self._source = source
        self._placement = placement
        guarded = [imported_name for imported_name in imported if placement.is_typing_only(imported_name)]
        running = [imported_name for imported_name in imported if imported_name not in guarded]
        self._guard = next((node for node in source.tree.body if is_guard(node)), None) if guarded else None
        self._test = "TYPE_CHECKING"
        if guarded and self._guard is None:
            checking_name = _type_checking_name(source.tree)
            if checking_name is None:
                running.append(ImportedName("typing", "TYPE_CHECKING"))
            else:
                self._test = checking_name
        self._future = [FUTURE] if future else []
        self._merged: list[ImportedName] = []
        self._changes: list[Splice] = []
        self._running = statements_of(self._merge(running, self._top()))
        inside = self._guard.body if isinstance(self._guard, ast.If) else []
        self._guarded = statements_of(self._merge(guarded, inside))

    @property
    def statements(self) -> tuple[str, ...]:
        """Return every statement that is added, conditional ones too, and the names added to existing statements."""
        return (*self._future, *self._running, *self._guarded, *statements_of(self._merged))

    def _top(self) -> list[ast.stmt]:
        return self._source.tree.body[: _leading(self._source.tree, past_imports=True)]

    def _merge(self, imported: Sequence[ImportedName], body: Sequence[ast.stmt]) -> list[ImportedName]:
        """Merge names into existing statements, and return those that need statements of their own."""
        own: list[ImportedName] = []
        groups: dict[tuple[str, ast.ImportFrom | None], list[ImportedName]] = {}
        for imported_name in imported:
            host = self._placement.host(imported_name) if body and not self._is_guarded(body) else None
            there = (
                node
                for node in body
                if isinstance(node, ast.ImportFrom) and not node.level and node.module == imported_name.module
            )
            groups.setdefault((imported_name.module, host or next(there, None)), []).append(imported_name)
        for (_, statement), wanted in groups.items():
            names = [candidate.name for candidate in wanted if candidate.name is not None and candidate.alias is None]
            if statement is None:
                own += wanted
                continue
            module = written_module(statement.module, statement.level)
            changes = merge(self._source, statement, names) if names else None
            if changes is None:
                own += (
                    replace(candidate, module=module) if candidate.name is not None else candidate
                    for candidate in wanted
                )
                continue
            self._changes += changes
            self._merged += [replace(candidate, module=module) for candidate in wanted if candidate.name is not None]
            own += [candidate for candidate in wanted if candidate.name is None]
        return own

    def _is_guarded(self, body: Sequence[ast.stmt]) -> bool:
        return isinstance(self._guard, ast.If) and body is self._guard.body

    def splices(self) -> list[Splice]:
        """The changes to the text."""
        source = self._source
        splices = list(self._changes)
        block: list[str] = []
        if self._guarded and self._guard is None:
            block = [f"if {self._test}:", *(f"    {line}" if line else "" for line in self._sorted(self._guarded))]
        elif isinstance(self._guard, ast.If):
            splices += self._into_guard(self._guard)
        behind_future, behind_imports = (
            _leading(source.tree, past_imports=past_imports) for past_imports in (False, True)
        )
        imports = [node for node in self._top() if isinstance(node, ast.Import | ast.ImportFrom)]
        plain = [node for node in imports if not last_is_future(node)]
        lines = self._sorted(self._running)
        among: list[Splice] = []
        if plain and self._stand_alone(self._top()):
            among = self._among(imports, lines, "")
            lines = []
        lines += [*([""] if lines and block else []), *block]
        if self._future and lines and behind_future == behind_imports:
            return [*splices, self._after(behind_future, [*self._future, "", *lines])]
        if self._future:
            splices.append(self._after(behind_future, self._future))
        splices += among  # behind the future import, where both stand before the first statement
        if lines:
            splices.append(self._after(behind_imports, lines))
        return splices

    def _sorted(self, statements: Sequence[str]) -> list[str]:
        """Statements in the sorter's order, a blank line between sections."""
        placed: list[ast.Import | ast.ImportFrom] = []
        for text in statements:
            node = _statement(text)
            placed.insert(insertion_index(placed, node, self._placement.is_own), node)
        lines: list[str] = []
        for before, node in zip([None, *placed], placed, strict=False):
            if before is not None and self._section(before) != self._section(node):
                lines.append("")
            lines.append(ast.unparse(node))
        return lines

    def _section(self, node: ast.Import | ast.ImportFrom) -> int:
        return section_of(node, self._placement.is_own)

    def _stand_alone(self, body: Sequence[ast.stmt]) -> bool:
        """Return whether each statement begins a line and ends one."""
        return all(
            not before.strip() and behind.lstrip()[:1] in ("", "#")
            for before, behind in map(self._source.exact_lines.around, body)
        )

    def _among(
        self, imports: Sequence[ast.Import | ast.ImportFrom], lines: Sequence[str], indentation: str
    ) -> list[Splice]:
        """Each new statement in its place among those that are there, with a blank line around a new section."""
        gaps: dict[int, list[ast.Import | ast.ImportFrom]] = {}
        for node in map(_statement, filter(None, lines)):
            gaps.setdefault(insertion_index(imports, node, self._placement.is_own), []).append(node)
        return [self._at_gap(imports, gap, new, indentation) for gap, new in sorted(gaps.items())]

    def _at_gap(
        self,
        imports: Sequence[ast.Import | ast.ImportFrom],
        gap: int,
        new: Sequence[ast.Import | ast.ImportFrom],
        indentation: str,
    ) -> Splice:
        source, lines, newline = self._source, self._source.exact_lines, self._source.newline
        before = imports[gap - 1] if gap else None
        after = imports[gap] if gap < len(imports) else None
        parts: list[str] = []
        for previous, node in zip([before, *new], new, strict=False):
            if previous is not None and self._section(previous) != self._section(node):
                parts.append(newline)
            parts.append(f"{indentation}{ast.unparse(node)}{newline}")
        joins = before is not None and self._section(before) == self._section(new[0])
        if before is not None and (joins or after is None or self._section(after) != self._section(new[-1])):
            end = before.end_lineno or before.lineno
            text = "".join(parts)
            at = lines.offset(end + 1, 0)
            if at == len(source.exact_text) and not source.exact_text.endswith(("\n", "\r")):
                text = newline + text.removesuffix(newline)
            follows = lines.line(end + 1).strip()
            is_last = after is None and follows and not indentation
            is_next = after is not None and follows and self._section(after) != self._section(new[-1])
            return Splice(at, at, text + newline if is_next or (is_last and before is imports[-1]) else text)
        assert after is not None
        text = "".join(parts[1:] if before is not None and parts and parts[0] == newline else parts)
        at = lines.offset(self._above(after.lineno) if not indentation else after.lineno, 0)
        return Splice(at, at, text + newline if self._section(after) != self._section(new[-1]) else text)

    def _into_guard(self, guard: ast.If) -> list[Splice]:
        """The statements for type checkers in the block that is there, sorted into its imports."""
        first, source = guard.body[0], self._source
        start = source.exact_lines.offset(first.lineno, 0)
        at, _ = source.exact_lines.span(first)
        indentation = source.exact_text[start:at]
        lines = self._sorted(self._guarded)
        if not lines:
            return []
        if indentation.strip():  # `if TYPE_CHECKING: import a`
            return [Splice(at, at, "".join(f"{line}; " for line in lines if line))]
        imports = []
        for node in guard.body:
            if not isinstance(node, ast.Import | ast.ImportFrom):
                break
            imports.append(node)
        if imports and self._stand_alone(imports):
            return self._among(imports, lines, indentation)
        block = "".join(f"{indentation}{line}{source.newline}" if line else source.newline for line in lines)
        return [Splice(start, start, block)]

    def _above(self, line: int) -> int:
        """Return the first line of the comment right above a statement, unless the comment begins the file."""
        first = line
        while first > 1 and self._source.exact_lines.line(first - 1).startswith("#"):
            first -= 1
        return first if first > 1 else line

    def _after(self, anchor: int, added: list[str]) -> Splice:
        """Lines behind the first `anchor` statements of the module, or above all of them."""
        source, lines, body = self._source, self._source.exact_lines, self._source.tree.body
        newline = source.newline
        block = "".join(f"{line}{newline}" for line in added)
        if anchor == 0:
            line = self._above(_line_of(body[0])) if body else len(lines)
            at = lines.offset(line, 0)
            return Splice(at, at, block + newline * (2 if body and _is_definition(body[0]) else bool(body)))
        last = body[anchor - 1]
        end = last.end_lineno or last.lineno
        at = lines.offset(end + 1, 0)
        if at == len(source.exact_text) and not source.exact_text.endswith(("\n", "\r")):
            block = newline + block.removesuffix(newline)
        if not isinstance(last, ast.Import | ast.ImportFrom):
            block = newline + block  # a docstring
        elif added[0].startswith("if ") or (last_is_future(last) and not added[0].startswith("from __future__")):
            block = newline + block
        following = lines.line(end + 1)
        return Splice(at, at, block + newline if following.strip() and anchor < len(body) else block)


def _statement(text: str) -> ast.Import | ast.ImportFrom:
    node = ast.parse(text).body[0]
    assert isinstance(node, ast.Import | ast.ImportFrom)
    return node


def last_is_future(node: ast.stmt) -> bool:
    """Return whether a statement is an import from `__future__`."""
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _is_definition(node: ast.stmt) -> bool:
    return isinstance(node, DefinitionNode)


def _line_of(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _leading(tree: ast.Module, past_imports: bool) -> int:
    """Return the number of top statements that are docstring, `__future__` or, if asked, other imports."""
    count = 0
    for index, node in enumerate(tree.body):
        is_docstring = index == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if is_docstring or last_is_future(node) or (past_imports and isinstance(node, ast.Import | ast.ImportFrom)):
            count = index + 1
        else:
            break
    while 0 < count < len(tree.body) and tree.body[count].lineno <= (tree.body[count - 1].end_lineno or 0):
        count += 1  # `import a; b = 1`: a line cannot be split
    return count


def _type_checking_name(tree: ast.Module) -> str | None:
    """Return the spelling by which the file's top can already name `TYPE_CHECKING`, None without one."""
    for node in tree.body[: _leading(tree, past_imports=True)]:
        if isinstance(node, ast.ImportFrom) and node.module == "typing":
            for alias in node.names:
                if alias.name == "TYPE_CHECKING":
                    return alias.asname or alias.name
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name == "typing":
                    return f"{alias.asname or alias.name}.TYPE_CHECKING"
    return None
