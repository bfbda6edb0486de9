"""Types that follow from the code: static inference as a recommender."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from graph_extraction import DefinitionNode, Obstacle, Symbol, SymbolKind
from typilus.annotation_types import NONE, TypeExpression, parse_type, union_of
from typilus.errors import TypeExpressionError
from typilus.project import (
    DISK,
    AnalyzedFile,
    Documents,
    Importers,
    LocalClasses,
    ProjectMarkers,
    installed_packages,
    module_root,
    words_of,
)
from typilus.recommenders.recommender import FileContext, Need, Recommendation
from typilus.recommenders.sources import FLOW, INFERRED_COMPLETE, INHERITED, PROVED, STATIC, USAGE, VARIANT, Source
from typilus.static_inference import InferredType, Refutation, StaticInference, Suppositions

__all__ = [
    "InferredFile",
    "StaticRecommender",
]

LIKELY = 0.5
# Shares of exact answers on validation projects, each file alone.
_PROBABILITIES = {PROVED: 0.95, INFERRED_COMPLETE: 0.6, STATIC: 0.6, USAGE: 0.25, FLOW: 0.5, INHERITED: 0.7}
_VARIANT_PROBABILITY = 0.1
_LITTLE = 0.3
"""Of the little that is known where nothing else is left: not enough to be written unasked."""


@dataclass(frozen=True, slots=True, eq=False)
class InferredFile:
    """A file's code with the types that follow from it.

    Attributes:
        file: File as read.
        inference: Inference of its code, None if it is nested too deep.
        recommendations: Recommendations for each symbol of its graph.
    """

    file: AnalyzedFile
    inference: StaticInference | None
    recommendations: tuple[tuple[Recommendation, ...], ...]

    def objection(self, index: int, type_text: str, is_inferred: bool = False, is_lenient: bool = False) -> str | None:
        """Return, in words, why a symbol cannot have a type.

        An operation that its value flows into does not take it, a test of its function's body would be pointless, or
        it is given another value.

        Args:
            index: Of the symbol in the graph.
            type_text: Canonical type.
            is_inferred: It follows from the code: no operation may speak against it, unless it is a mere `False`.
            is_lenient: Whether `hasattr` may test for what every value has.
        """
        if self.inference is None:
            return None
        try:
            expression = parse_type(type_text)
        except TypeExpressionError:
            return None
        symbol = self.file.graph.symbols[index]
        try:
            provisions = self.inference.provisions(self.file.module, symbol)
            untested = None if provisions is None else provisions.objection(symbol.name, expression, is_lenient)
            untested = untested or self.inference.judge.misfit(self.file.module, symbol, expression)
            is_default = (
                symbol.kind is SymbolKind.PARAMETER and type_text == "bool"
            )  # False may stand for nothing at all
            if untested is not None or (is_inferred and not is_default):
                return untested
            if _is_made_of_itself(symbol, type_text, self.file.module):
                return "a class that wraps something is not made of one of its own"
            return self.inference.judge.objection(self.file.module, symbol, expression)
        except RecursionError:  # nothing is known against it
            return None

    def reassigned(self, index: int, type_text: str) -> str | None:
        """Return an assignment to a parameter's name that does not fit a type (see `Judge.reassigned`)."""
        if self.inference is None:
            return None
        try:
            return self.inference.judge.reassigned(
                self.file.module, self.file.graph.symbols[index], parse_type(type_text)
            )
        except (TypeExpressionError, RecursionError):
            return None

    def completed(self, index: int, type_text: str) -> str:
        """Return a parameter's type with the types that its function's body provides for, or a type with None if only
        that lacks.
        """
        symbol = self.file.graph.symbols[index]
        if self.inference is None:
            return type_text
        try:
            expression = parse_type(type_text)
            provisions = self.inference.provisions(self.file.module, symbol)
            whole = None if provisions is None else provisions.completed(symbol.name, expression)
            if whole is None and self.inference.judge.misfit(self.file.module, symbol, expression) is not None:
                optional = union_of([expression, NONE])
                whole = optional if self.objection(index, str(optional)) is None else None
        except (TypeExpressionError, RecursionError):
            return type_text
        return type_text if whole is None else str(whole)

    def left_open(self, index: int) -> bool | None:
        """Return whether other classes show that a method with an empty body returns something but None, None if
        unknown.
        """
        if self.inference is None:
            return None
        return self.inference.left_open(self.file.module, self.file.graph.symbols[index])

    def little_known(self, index: int) -> Recommendation | None:
        """The type of the little that is known of a symbol, where of all else that it has nothing is known.

        It is recommended only where nothing else is left.
        """
        if self.inference is None:
            return None
        little = self.inference.little_known(self.file.module, self.file.graph.symbols[index])
        return None if little is None else Recommendation(str(little.type), _LITTLE, STATIC.id, reasons=little.reasons)

    def skip_reason(self, index: int) -> str | None:
        """Return the reason, in words, why the code leaves nothing to suggest for a symbol, None if it does."""
        symbol = self.file.graph.symbols[index]
        if self.inference is None or symbol.annotation is not None:
            return None
        return self.inference.skip_reason(self.file.module, symbol)

    def is_doubtful(self, index: int, type_text: str) -> bool:
        """Return whether a type that is recommended for a symbol is only a guess, as the code may give it anything."""
        if self.inference is None:
            return False
        try:
            type_ = parse_type(type_text)
        except TypeExpressionError:  # a class of a function, `f.<locals>.C`
            return False
        return self.inference.is_doubtful(self.file.module, self.file.graph.symbols[index], type_)

    def suppositions(
        self, types: Mapping[int, Sequence[str]], probabilities: Mapping[int, float] | None = None
    ) -> Suppositions | None:
        """Return what must fit together if symbols have some types or others, None if nothing is known.

        Args:
            types: Canonical types that a symbol may have, the likeliest first, by the symbol's index in the graph.
                Symbols with a type that cannot be read are left out.
            probabilities: Of the likeliest of each, see `Suppositions`.
        """
        if self.inference is None:
            return None
        read = {}
        for index, texts in types.items():
            with suppress(TypeExpressionError):
                read[index] = list(map(parse_type, texts))
        try:
            symbols = {index: self.file.graph.symbols[index] for index in read}
            return self.inference.suppositions(self.file.module, symbols, read, probabilities)
        except RecursionError:
            return None

    def refuted(self, index: int, written: TypeExpression, is_silent: bool) -> Refutation | None:
        """Return the reason why a symbol's annotation cannot be right (see `StaticInference.refuted`)."""
        if self.inference is None:
            return None
        try:
            return self.inference.judge.refuted(self.file.module, self.file.graph.symbols[index], written, is_silent)
        except RecursionError:
            return None

    def misused(self, index: int, written: TypeExpression) -> str | None:
        """Return an operation that does not take a symbol's annotation (see `StaticInference.misused`)."""
        if self.inference is None:
            return None
        try:
            return self.inference.judge.misused(self.file.module, self.file.graph.symbols[index], written)
        except RecursionError:
            return None


class StaticRecommender:
    """Infers the types of each file's symbols from its own code, and from its project's, if there is one.

    It is asked last: where nothing follows, it takes what the others find likely, and lets that flow on.

    Args:
        project: The project's root.
        importers: Of the project: who may call what a file defines.
        documents: Give the project's files.
        packages: Folders of installed packages, which are read, too; by default those that are found for the project.
        roots: Folders that the project's modules are imported from, besides the project, its `src` and the file's own.
    """

    def __init__(
        self,
        project: Path | None = None,
        importers: Importers | None = None,
        documents: Documents = DISK,
        packages: Sequence[Path] | None = None,
        roots: Sequence[Path] = (),
    ) -> None:
        self._project = project
        self._project_roots = roots
        self._documents = documents
        self._importers = importers
        self._packages = installed_packages(project) if packages is None else tuple(packages)

    @classmethod
    def of_project(cls, markers: ProjectMarkers | None, packages: Sequence[Path] | None = None) -> StaticRecommender:
        """Static inference over the files that a project's markers are from, or over a file alone."""
        if markers is None:
            return cls(packages=packages)
        folder = Path(markers.folder)
        return cls(folder, markers.importers, markers.inferred_from, packages, markers.import_roots)

    sources = (PROVED, INFERRED_COMPLETE, STATIC, INHERITED, USAGE, FLOW, VARIANT)
    needs = frozenset({Need.EARLIER})

    def recommend(self, context: FileContext) -> Sequence[Sequence[Recommendation]]:
        """See `Recommender.recommend`."""
        return self.infer(context.file, context.earlier).recommendations

    def infer(self, file: AnalyzedFile, recommendations: Sequence[Sequence[Recommendation]]) -> InferredFile:
        """Infer types from one file's code and, for symbols that it does not determine, from the recommendations.

        Args:
            file: To infer.
            recommendations: For each symbol of its graph, other recommendations.
        """
        inference = StaticInference(self._roots(file), self._packages, self._documents)
        guesses = {
            index: likely
            for index, recommendations in enumerate(recommendations)
            if (likely := _likely(recommendations))
        }
        try:
            answers = inference.infer(file.document, file.module, file.graph.symbols, guesses, self._callers(file))
            inherited = [inference.inherited(file.module, symbol) for symbol in file.graph.symbols]
        except RecursionError:  # expressions nested deeper than Python's own stack: the others still know something
            return InferredFile(file, None, tuple(() for _ in file.graph.symbols))
        of_symbols = map(_recommendations, file.graph.symbols, answers, inherited)
        local = LocalClasses(file)
        named = (tuple(replace(one, type=local.named(one.type)) for one in of_symbol) for of_symbol in of_symbols)
        return InferredFile(file, inference, tuple(named))

    def _callers(self, file: AnalyzedFile) -> list[str]:
        if self._importers is None or not file.module:
            return []
        return self._importers.around(
            file.module,
            [statement.name for statement in file.document.tree.body if isinstance(statement, DefinitionNode)],
        )

    def _roots(self, file: AnalyzedFile) -> list[Path]:
        if self._project is None:
            return []
        own = module_root(Path(file.path).absolute(), self._project, self._documents)
        return list(dict.fromkeys([own, self._project, self._project / "src", *self._project_roots]))


def _is_made_of_itself(symbol: Symbol, type_text: str, module: str) -> bool:
    """Return whether an `__init__` would take an object of its own class, named by a part of the class's name.

    `class MprisConnection: def __init__(self, connection)` wraps a connection of somebody else.
    """
    owner, _, method = symbol.scope.rpartition(".")
    if method != "__init__" or symbol.kind is not SymbolKind.PARAMETER:
        return False
    is_own = type_text in (owner, f"{module}.{owner}")
    words = words_of(symbol.name)
    return is_own and bool(words) and set(words) <= set(words_of(owner.rpartition(".")[2]))


def _likely(recommendations: Sequence[Recommendation]) -> list[TypeExpression]:
    """Return the types that are likely enough to be assumed for a symbol without inferred types."""
    likely = sorted(
        (voice for voice in recommendations if voice.probability >= LIKELY),
        key=lambda candidate: -candidate.probability,
    )
    types = []
    for candidate in likely:
        with suppress(TypeExpressionError):  # a class of a function, `f.<locals>.C`
            types.append(parse_type(candidate.type))
    return types


def _recommendations(
    symbol: Symbol, inferred: InferredType | None, inherited: TypeExpression | None
) -> tuple[Recommendation, ...]:
    recommendations = []
    if inferred is not None:
        source = _source(inferred)
        if inferred.is_whole and symbol.obstacle is Obstacle.EXCEPT_NAME and symbol.annotation is None:
            # The clause itself says the type, and there is no place where people could write another.
            return (
                Recommendation(
                    str(inferred.type), _PROBABILITIES[PROVED], source.id, certain=True, reasons=inferred.reasons
                ),
            )
        recommendations.append(
            Recommendation(str(inferred.type), _PROBABILITIES[source], source.id, reasons=inferred.reasons)
        )
        recommendations += [
            Recommendation(str(variant), _VARIANT_PROBABILITY, VARIANT.id) for variant in inferred.variants
        ]
        if inferred.completed is not None:
            recommendations.append(
                Recommendation(str(inferred.completed), _PROBABILITIES[FLOW], FLOW.id, reasons=inferred.reasons)
            )
    if inherited is not None:
        reasons = ("a base class declares it so",)
        recommendations.append(Recommendation(str(inherited), _PROBABILITIES[INHERITED], INHERITED.id, reasons=reasons))
    return tuple(recommendations)


def _source(inferred: InferredType) -> Source:
    if inferred.by_guess:
        return FLOW
    if inferred.proved:
        return PROVED
    return INFERRED_COMPLETE if inferred.is_whole else USAGE if inferred.by_use else STATIC
