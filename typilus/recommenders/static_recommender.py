"""Types that follow from the code: static inference as a recommender."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_extraction import DefinitionNode, Symbol, SymbolKind
from typilus.annotation_types import NONE, TypeExpression, parse_type, union_of
from typilus.errors import TypeExpressionError
from typilus.project import DISK, AnalysedFile, Documents, ImportableNames, Importers, module_root, words_of
from typilus.recommenders.recommender import Recommendation
from typilus.recommenders.sources import FLOW, INFERRED_COMPLETE, INHERITED, PROVED, STATIC, USAGE, VARIANT, Source
from typilus.static_inference import InferredType, Refutation, StaticInference

__all__ = [
    "InferredFile",
    "StaticRecommender",
]

LIKELY = 0.5
# Shares of exact answers on validation projects, each file alone.
_PROBABILITIES = {PROVED: 0.95, INFERRED_COMPLETE: 0.6, STATIC: 0.6, USAGE: 0.25, FLOW: 0.5, INHERITED: 0.7}
_VARIANT_PROBABILITY = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class InferredFile:
    """A file's code with the types that follow from it.

    Attributes:
        file: what was read.
        inference: of its code; None where it is nested too deep.
        recommendations: for each symbol of its graph.
    """

    file: AnalysedFile
    inference: StaticInference | None
    recommendations: tuple[tuple[Recommendation, ...], ...]

    def objection(self, place: int, kind: str, is_inferred: bool = False) -> str | None:
        """In words, why a symbol cannot have a type.

        An operation that its value flows into does not take it, a test of its function's body would be pointless, or
        it is given another value.

        Args:
            place: of the symbol in the graph.
            kind: canonical type.
            is_inferred: it follows from the code: no operation may speak against it, unless it is a mere `False`.
        """
        if self.inference is None:
            return None
        try:
            expression = parse_type(kind)
        except TypeExpressionError:
            return None
        symbol = self.file.graph.symbols[place]
        try:
            provisions = self.inference.provisions(self.file.module, symbol)
            untested = None if provisions is None else provisions.objection(symbol.name, expression)
            untested = untested or self.inference.judge.misfit(self.file.module, symbol, expression)
            is_default = symbol.kind is SymbolKind.PARAMETER and kind == "bool"  # False may stand for nothing at all
            if untested is not None or (is_inferred and not is_default):
                return untested
            if _is_made_of_itself(symbol, kind, self.file.module):
                return "a class that wraps something is not made of one of its own"
            return self.inference.judge.objection(self.file.module, symbol, expression)
        except RecursionError:  # nothing is known against it
            return None

    def reassigned(self, place: int, kind: str) -> str | None:
        """What a function does with a parameter's name that does not suit a type (see `Judge.reassigned`)."""
        if self.inference is None:
            return None
        try:
            return self.inference.judge.reassigned(self.file.module, self.file.graph.symbols[place], parse_type(kind))
        except (TypeExpressionError, RecursionError):
            return None

    def completed(self, place: int, kind: str) -> str:
        """A parameter's type together with what its function's body provides for and the type leaves out; any symbol's
        with None, where that is all that it cannot hold."""
        symbol = self.file.graph.symbols[place]
        if self.inference is None:
            return kind
        try:
            expression = parse_type(kind)
            provisions = self.inference.provisions(self.file.module, symbol)
            whole = None if provisions is None else provisions.completed(symbol.name, expression)
            if whole is None and self.inference.judge.misfit(self.file.module, symbol, expression) is not None:
                optional = union_of([expression, NONE])
                whole = optional if self.objection(place, str(optional)) is None else None
        except (TypeExpressionError, RecursionError):
            return kind
        return kind if whole is None else str(whole)

    def left_open(self, place: int) -> bool | None:
        """Of a method whose body says nothing, whether others show that it returns something but None; None unknown."""
        if self.inference is None:
            return None
        return self.inference.left_open(self.file.module, self.file.graph.symbols[place])

    def little_known(self, place: int) -> str | None:
        """The type of the little that is known of a symbol, where of all else that it has nothing is known."""
        if self.inference is None:
            return None
        found = self.inference.little_known(self.file.module, self.file.graph.symbols[place])
        return None if found is None else str(found)

    def is_doubtful(self, place: int, kind: str) -> bool:
        """Whether a type that is recommended for a symbol is no better than a guess: the code may give it anything."""
        if self.inference is None:
            return False
        return self.inference.is_doubtful(self.file.module, self.file.graph.symbols[place], parse_type(kind))

    def refuted(self, place: int, written: TypeExpression, is_silent: bool) -> Refutation | None:
        """Why a symbol's annotation cannot be right, by the code alone (see `StaticInference.refuted`)."""
        if self.inference is None:
            return None
        try:
            return self.inference.judge.refuted(self.file.module, self.file.graph.symbols[place], written, is_silent)
        except RecursionError:
            return None

    def misused(self, place: int, written: TypeExpression) -> str | None:
        """Which operation does not take what a symbol is annotated with (see `StaticInference.misused`)."""
        if self.inference is None:
            return None
        try:
            return self.inference.judge.misused(self.file.module, self.file.graph.symbols[place], written)
        except RecursionError:
            return None


class StaticRecommender:
    """Infers the types of each file's symbols from its own code, and from its project's, if there is one.

    It is asked last: where nothing follows, it takes what the others find likely, and lets that flow on.

    Args:
        project: the project's root.
        importers: of the project: who may call what a file defines.
        documents: give the project's files.
    """

    def __init__(
        self, project: Path | None = None, importers: Importers | None = None, documents: Documents = DISK
    ) -> None:
        self._project = project
        self._documents = documents
        self._importers = importers
        self._site_packages = () if project is None else ImportableNames.of_project(project).site_packages

    def infer(self, file: AnalysedFile, said: Sequence[Sequence[Recommendation]]) -> InferredFile:
        """What follows from one file's code, and from what others say of symbols of which nothing follows.

        Args:
            file: to infer.
            said: for each symbol of its graph, other recommendations.
        """
        inference = StaticInference(self._roots(file), self._site_packages, self._documents)
        guesses = {place: likely for place, voices in enumerate(said) if (likely := _likely(voices))}
        try:
            answers = inference.infer(file.document, file.module, file.graph.symbols, guesses, self._callers(file))
            inherited = [inference.inherited(file.module, each) for each in file.graph.symbols]
        except RecursionError:  # expressions nested deeper than Python's own stack: the others still know something
            return InferredFile(file, None, tuple(() for _ in file.graph.symbols))
        return InferredFile(file, inference, tuple(map(_recommendations, answers, inherited)))

    def _callers(self, file: AnalysedFile) -> list[str]:
        if self._importers is None or not file.module:
            return []
        return self._importers.of(
            file.module, [each.name for each in file.document.tree.body if isinstance(each, DefinitionNode)]
        )

    def _roots(self, file: AnalysedFile) -> list[Path]:
        if self._project is None:
            return []
        place = Path(file.path).absolute()
        return list(dict.fromkeys([module_root(place, self._project), self._project, self._project / "src"]))


def _is_made_of_itself(symbol: Symbol, kind: str, module: str) -> bool:
    """Whether an `__init__` would take an object of its own class by a part of the class's name.

    `class MprisConnection: def __init__(self, connection)` wraps a connection of somebody else.
    """
    owner, _, method = symbol.scope.rpartition(".")
    is_own = kind in (owner, f"{module}.{owner}") and method == "__init__" and symbol.kind is SymbolKind.PARAMETER
    words = words_of(symbol.name)
    return is_own and bool(words) and set(words) <= set(words_of(owner.rpartition(".")[2]))


def _likely(voices: Sequence[Recommendation]) -> list[TypeExpression]:
    """What is likely enough to be taken for a symbol's type where nothing follows from the code."""
    likely = sorted((each for each in voices if each.probability >= LIKELY), key=lambda each: -each.probability)
    return [parse_type(each.type) for each in likely]


def _recommendations(inferred: InferredType | None, inherited: TypeExpression | None) -> tuple[Recommendation, ...]:
    found = []
    if inferred is not None:
        source = _source(inferred)
        found.append(Recommendation(str(inferred.type), _PROBABILITIES[source], source.id, reasons=inferred.reasons))
        found += [Recommendation(str(each), _VARIANT_PROBABILITY, VARIANT.id) for each in inferred.variants]
    if inherited is not None:
        reasons = ("a base class declares it so",)
        found.append(Recommendation(str(inherited), _PROBABILITIES[INHERITED], INHERITED.id, reasons=reasons))
    return tuple(found)


def _source(inferred: InferredType) -> Source:
    if inferred.by_guess:
        return FLOW
    if inferred.proved:
        return PROVED
    return INFERRED_COMPLETE if inferred.is_whole else USAGE if inferred.by_use else STATIC
