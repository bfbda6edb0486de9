"""Static inference of files: the room's door."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_extraction.graph import Symbol, SymbolKind
from graph_extraction.source import SourceFile
from typilus.annotation_types import rename
from typilus.annotation_types.expression import TypeExpression
from typilus.static_inference.answers import annotation_of, is_complete
from typilus.static_inference.definitions import FunctionDefinition, ModuleText
from typilus.static_inference.graph import SlotKey, SlotKind
from typilus.static_inference.modules import Modules
from typilus.static_inference.program import Program
from typilus.static_inference.rules.calls import call_function
from typilus.static_inference.solver import Solver
from typilus.static_inference.type_sets import FunctionValue, TypeSet, of
from typilus.static_inference.usage import evidence_of
from typilus.static_inference.variants import variants_of

_MAIN = "__main__"

__all__ = ["InferredType", "StaticInference"]


_ASKED = (SlotKind.NAME, SlotKind.ATTRIBUTE)


@dataclass(frozen=True, slots=True)
class InferredType:
    """What follows from the code for a symbol.

    Attributes:
        type: that somebody would write.
        proved: static inference alone decides: everything that flows into the symbol is known.
        by_use: it follows from what is done with the value, not from what flows into it.
        variants: other types that people write for such a type, the likelier first.
    """

    type: TypeExpression
    proved: bool
    by_use: bool = False
    variants: tuple[TypeExpression, ...] = ()


class StaticInference:
    """A project's code, of which as much is read as questions need.

    Args:
        roots: folders that the names of its modules start from.
        site_packages: folders of installed packages, for their stubs and typed sources.
    """

    def __init__(self, roots: Iterable[Path] = (), site_packages: Iterable[Path] = ()) -> None:
        self.modules = Modules({}, roots, site_packages)
        self.program = Program(self.modules)
        self.solver = Solver(self.program)
        self.by_use: set[int] = set()

    def infer(
        self, source: SourceFile, module: str, symbols: Sequence[Symbol], callers: Iterable[ModuleText] = ()
    ) -> list[InferredType | None]:
        """The types of a file's symbols, None where nothing is known.

        Args:
            source: the file.
            module: its dotted name.
            symbols: of its graph.
            callers: other modules whose calls tell of this one's parameters.
        """
        text = ModuleText(module or _MAIN, source.path, source.tree, Path(source.path).stem == "__init__")
        self.modules.add(text)
        self.program.build(text)
        for each in callers:
            self.program.build(each)
        self.solver.run()
        self._ask_uses(text)
        return [self._answer(text, symbol) for symbol in symbols]

    def _ask_uses(self, module: ModuleText) -> None:
        """Slots into which nothing flows that is known have what their uses speak for; that flows on."""
        for key, number in list(self.program.graph.slots.items()):
            if (
                key.module == module.name
                and key.kind in _ASKED
                and not self.solver.values[number].without("None").alternatives
            ):
                evidence = evidence_of(self.solver, module, number)
                if evidence:
                    self.by_use.add(number)
                    guess = self.program.constant(of(evidence[0].type, is_open=True))
                    self.program.graph.flow(guess, number)
        self.solver.run()

    def _answer(self, module: ModuleText, symbol: Symbol) -> InferredType | None:
        found = self.types(module, symbol)
        kind = None if found is None else annotation_of(found, self.program.classes)
        if found is None or kind is None:
            return None
        proved = not found.is_open and is_complete(kind, self.program.classes)
        slots = (self.program.graph.slots.get(key) for key in _keys(module, symbol))
        by_use = any(each in self.by_use for each in slots)
        variants = variants_of(kind, symbol, f"{module.name}.{symbol.scope}", self.program.classes)
        return InferredType(_without_main(kind), proved, by_use, tuple(map(_without_main, variants)))

    def types(self, module: ModuleText, symbol: Symbol) -> TypeSet | None:
        """All that is known of a symbol."""
        for function in _functions(module, symbol) if symbol.kind is SymbolKind.RETURN else ():
            if function.is_generator and not _is_annotated(function):
                return call_function(self.solver, FunctionValue(function), None, ())
        for key in _keys(module, symbol):
            if key in self.program.graph.slots:
                return self.solver.values[self.program.graph.slots[key]]
        return None


def _keys(module: ModuleText, symbol: Symbol) -> Iterator[SlotKey]:
    """The slots that may be a symbol's."""
    if symbol.kind is SymbolKind.RETURN:
        for function in _functions(module, symbol):
            kind = SlotKind.RETURN
            yield SlotKey(kind, module.name, function.scope, symbol.name)
    elif symbol.kind is SymbolKind.ATTRIBUTE or symbol.scope in module.classes:
        yield SlotKey(SlotKind.ATTRIBUTE, module.name, symbol.scope, symbol.name)
    yield SlotKey(SlotKind.NAME, module.name, symbol.scope, symbol.name)


def _functions(module: ModuleText, symbol: Symbol) -> Iterator[FunctionDefinition]:
    for scope in (f"{symbol.scope}.{symbol.name}", f"{symbol.scope}.<locals>.{symbol.name}", symbol.name):
        if scope in module.functions:
            yield module.functions[scope]
            return


def _is_annotated(function: FunctionDefinition) -> bool:
    return isinstance(function.node, ast.Lambda) or function.node.returns is not None


def _without_main(kind: TypeExpression) -> TypeExpression:
    """Classes of a file whose module has no name have their bare names."""
    return rename(kind, lambda name: name.removeprefix(f"{_MAIN}."))
