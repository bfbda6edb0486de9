"""Turn predictions into findings: existing annotations that a prediction contradicts, and how clearly."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from graph_extraction import SymbolKind
from typilus.annotation_types import FileNames, TypeExpression, TypeLattice, canonicalize, parse_type
from typilus.auditing.disagreement import Disagreement, compare
from typilus.auditing.file_audit import Finding
from typilus.errors import TypeExpressionError
from typilus.prediction import Contradiction, FilePrediction, TypeCandidate, TypePrediction
from typilus.project import ReExports, rename
from typilus.recommenders import PROVED, SOURCES
from typilus.semantics import SemanticIndex

__all__ = ["DEFAULT_CONFIDENCE", "MAX_AGREEING", "DisagreementFinder"]

DEFAULT_CONFIDENCE = 0.85
"""The least of the confidences in benchmarks/auditing.py at which, on the validation projects and without a checker,
fewer than one in 1,000 right annotations was accused."""

MAX_AGREEING = 1
"""At most so many voices may agree with the annotation: of the nearest markers, those of one name in one file are one.
Without it what people of a project write on purpose is accused."""

USABLE = 0.5
"""Where an operation does not take what is written, the annotation is out whoever votes for it, and so probable a
suggestion is enough."""

_RESEMBLANCE = frozenset(source.id for source in SOURCES if source.is_resemblance)
"""Sources that go by names and neighbors. A field without a value has nothing else, and how many fields of other
classes are `str` says little of it."""

_SHOWN = 3
_STORED = frozenset({SymbolKind.VARIABLE, SymbolKind.ATTRIBUTE})


@dataclass(frozen=True)
class DisagreementFinder:
    """The rules for the findings that are worth showing.

    Attributes:
        classes: The project's classes and their bases (`ProjectMarkers.hierarchy`).
        exports: Their public names.
        min_confidence: The least probability of a suggestion.
        all_kinds: Show every kind of disagreement, not only types that are different.
        max_agreeing: See `MAX_AGREEING`.
    """

    classes: Mapping[str, tuple[str, ...]]
    exports: ReExports
    min_confidence: float = DEFAULT_CONFIDENCE
    all_kinds: bool = False
    max_agreeing: int = MAX_AGREEING

    def findings(self, prediction: FilePrediction, semantics: SemanticIndex, names: FileNames) -> list[Finding]:
        """The findings of a file, the most confident first.

        Overloads are left out: that their annotations differ is what they are there for.

        Args:
            prediction: Its candidates name all the markers that spoke for them (`Predictor.file_examiner`).
            semantics: Index of the file.
            names: What its annotations mean.
        """
        overloads = _lines_of_overloads(semantics)
        findings = [
            finding
            for symbol in prediction
            if symbol.symbol.line not in overloads and (finding := self._finding(symbol, names)) is not None
        ]
        return sorted(findings, key=lambda finding: -finding.confidence)

    def _finding(self, prediction: TypePrediction, names: FileNames) -> Finding | None:
        best, written = prediction.best, prediction.existing
        if written is not None and prediction.contradiction is not None:
            return _contradicted(prediction, prediction.contradiction, written)
        if best is None or written is None:
            return None
        try:
            existing = rename(canonicalize(written, names), self.exports)
        except TypeExpressionError:
            return None
        usable = None if prediction.misuse is None else self._among_the_usable(existing, prediction)
        best = usable or best
        if best.probability < (self.min_confidence if usable is None else min(self.min_confidence, USABLE)):
            return None
        kind = self._kind(existing, best)
        # What is written alike is hardly meant to be two types: an alias that could not be followed.
        if kind is None or (kind is not Disagreement.DIFFERENT and not self.all_kinds) or _alike(written, best.text):
            return None
        if usable is None and prediction.symbol.kind in _STORED and _RESEMBLANCE.issuperset(best.sources):
            return None
        if not (self._is_class(existing, seen=True) and self._is_class(parse_type(best.type), seen=False)):
            return None
        agreeing = [candidate for candidate in prediction.candidates if _agree(self._kind(existing, candidate), kind)]
        if usable is None and len(set().union(*map(_voices, agreeing))) > self.max_agreeing:
            return None
        return Finding(
            prediction.symbol,
            written,
            str(existing),
            kind,
            replace(best, evidence=best.evidence[:_SHOWN]),
            support=sum(candidate.probability for candidate in agreeing),
            voters=len(best.evidence),
        )

    def _among_the_usable(self, existing: TypeExpression, prediction: TypePrediction) -> TypeCandidate | None:
        """The best candidate that is different from what is written, with its share of all those, as an operation takes
        neither what is written nor what agrees with it."""
        usable = [
            candidate
            for candidate in prediction.candidates
            if self._kind(existing, candidate) is Disagreement.DIFFERENT
        ]
        if not usable or usable[0].probability < USABLE:
            return None
        share = usable[0].probability / sum(candidate.probability for candidate in usable)
        return replace(usable[0], probability=share, reasons=(f"{prediction.misuse}", *usable[0].reasons))

    def _kind(self, existing: TypeExpression, candidate: TypeCandidate) -> Disagreement | None:
        return compare(existing, parse_type(candidate.type), self._lattice)

    @cached_property
    def _lattice(self) -> TypeLattice:
        return TypeLattice(self.classes)

    @cached_property
    def _packages(self) -> frozenset[str]:
        return frozenset(name.partition(".")[0] for name in self.classes)

    def _is_class(self, expression: TypeExpression, seen: bool) -> bool:
        """Return whether every name in a type is a class. What an alias or a descriptor agrees with cannot be told.

        Args:
            expression: The type.
            seen: Whether each class must be the project's, builtin or of the standard library, as in an annotation
                that is judged. Of a suggestion, which was somebody's annotation, only the project's unknown names and
                those in private modules of other packages count as aliases.
        """
        package, _, rest = expression.name.partition(".")
        if rest and expression.name not in self.classes and package not in sys.stdlib_module_names:
            private = any(part.startswith("_") for part in expression.name.split(".")[:-1])
            if seen or private or package in self._packages:
                return False
        return all(self._is_class(argument, seen) for argument in expression.arguments)


def _contradicted(prediction: TypePrediction, contradiction: Contradiction, written: str) -> Finding:
    """Return the finding for a proof of the code, which needs no vote."""
    suggestion = TypeCandidate(
        contradiction.type, contradiction.text, 1.0, PROVED.id, sources=(PROVED.id,), reasons=(contradiction.reason,)
    )
    kind = Disagreement.CONTRADICTED
    return Finding(prediction.symbol, written, written, kind, suggestion, 0.0, 0, contradiction=contradiction.reason)


def _voices(candidate: TypeCandidate) -> set[tuple[str, str, str]]:
    """Who speaks for a candidate: symbols of one name in one file were annotated with one thought."""
    markers = (neighbor.marker for neighbor in candidate.evidence)
    return {(marker.project, marker.path, marker.name) for marker in markers}


def _lines_of_overloads(semantics: SemanticIndex) -> set[int]:
    overloads = (function for function in semantics.functions if function.is_overload)
    return {line for function in overloads for line in range(function.lines[0], function.lines[1] + 1)}


def _agree(disagreement: Disagreement | None, kind: Disagreement) -> bool:
    """Return whether a candidate supports an annotation against a finding of some kind.

    Against a different type, all candidates do that are not different. Against others, only the same type does.
    """
    return disagreement is None or (kind is Disagreement.DIFFERENT and disagreement is not Disagreement.DIFFERENT)


def _alike(written: str, text: str) -> bool:
    """Return whether both are plain names that differ at most in the module."""
    one, other = (spelling.strip("'\"").split(".")[-1] for spelling in (written, text))
    return one == other and one.isidentifier()
