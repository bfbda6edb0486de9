"""Frozen results for one symbol and for one file, and their one JSON form."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Literal

from graph_extraction import SourceDocument, Symbol, SymbolKind, read_source
from typilus import html_views, result_rows
from typilus.counting import counted
from typilus.errors import TypilusError
from typilus.named_results import result_named
from typilus.prediction.tables import PredictionTable, ShownType, SymbolRow
from typilus.typespace import Neighbor

if TYPE_CHECKING:
    from pandas import DataFrame
    from rich.console import RenderableType

__all__ = ["CheckSummary", "Contradiction", "FilePrediction", "TypeCandidate", "TypePrediction", "document_of"]

_DIGITS = 4
_MIN_SHOWN = 0.005  # as a percent


@dataclass(frozen=True, slots=True)
class TypeCandidate:
    """One type that a symbol may have.

    Attributes:
        type: Canonical text (PEP 585 and 604, fully qualified).
        text: The same type as this file would write it.
        probability: In 0..1, comparable across symbols and files.
        source: The surest recommender of it: "typespace", "control-flow", "value", ...
        checked: What a type checker said of it, None when none was asked.
        evidence: The nearest markers that spoke for it, nearest first, where they were asked for.
        sources: All recommenders that said so, the surest first.
        reasons: In words, what it follows from, where it follows from the code.
        reassigned: In words, what the function does with the parameter's name that does not suit the type: callers may
            pass it, but no checker lets it stand as an annotation; None where all suits it.
        follows: Whether the symbol *is* this by the code alone, of which everything that flows into it is known; the
            probability says all the same whether people would *write* just that.
    """

    type: str
    text: str
    probability: float
    source: str
    checked: Literal["passed", "failed"] | None = None
    evidence: tuple[Neighbor, ...] = ()
    sources: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    reassigned: str | None = None
    follows: bool = False

    def _repr_html_(self) -> str:
        mark = "is " if self.follows else ""
        return f"{mark}{html_views.code(self.text, self.type)} {html_views.share(self.probability)}"

    def to_dict(self) -> dict[str, Any]:
        """The candidate as the JSON contract has it."""
        return {
            "type": self.type,
            "text": self.text,
            "probability": round(self.probability, _DIGITS),
            "source": self.source,
            "checked": self.checked,
            "follows": self.follows,
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> TypeCandidate:
        """Return the candidate for which `to_dict` gave these values. Anything not in them is lost."""
        return cls(**{name: values[name] for name in ("type", "text", "probability", "source", "checked", "follows")})


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The reason why an annotation cannot be right, by the code alone.

    Attributes:
        type: Canonical text of the type that the code gives instead.
        text: The same type as this file would write it.
        reason: Reason in words.
    """

    type: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class TypePrediction:
    """The suggestions for one symbol.

    Attributes:
        symbol: Parameter, return, variable or attribute.
        existing: Source text of its annotation, None without one.
        skipped: Reason, in words, why there is no candidate, None if there is one.
        candidates: Candidates, the most probable first.
        contradiction: Proof of the code against `existing`, None without one.
        misuse: Operation, in words, that does not take what `existing` says, None if all may.
        skip_topic: `skipped` without what is particular to this symbol, None if nothing is.
        missed: Probability of the best candidate, where it did not reach the least that was asked for; else None.
    """

    symbol: Symbol
    existing: str | None
    skipped: str | None
    candidates: tuple[TypeCandidate, ...]
    contradiction: Contradiction | None = None
    misuse: str | None = None
    skip_topic: str | None = None
    missed: float | None = None

    @property
    def best(self) -> TypeCandidate | None:
        """The most probable candidate."""
        return self.candidates[0] if self.candidates else None

    @property
    def qualified_name(self) -> str:
        """The name `Shop.add.price`, for a return `Shop.add()`."""
        return self.symbol.qualified_name

    def __repr__(self) -> str:
        best = self.skipped if self.best is None else f"{self.best.text} {self.best.probability:.0%}"
        return f"<TypePrediction {self.symbol.kind.value} {self.qualified_name}, line {self.symbol.line}: {best}>"

    def _repr_html_(self) -> str:
        return FilePrediction("", None, (self,)).table.as_html()

    def to_dict(self) -> dict[str, Any]:
        """The symbol as the JSON contract has it: `line` 1-based, `column` 0-based."""
        return {
            "kind": self.symbol.kind.value,
            "scope": self.symbol.scope,
            "name": self.symbol.name,
            "line": self.symbol.line,
            "column": self.symbol.column,
            "existing": self.existing,
            "skipped": self.skipped,
            "candidates": [candidate.to_dict() for candidate in self.candidates],
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> TypePrediction:
        """Return the prediction for which `to_dict` gave these values. Its symbol has no node."""
        kind = SymbolKind(values["kind"])
        symbol = Symbol(-1, kind, values["scope"], values["name"], values["line"], values["column"])
        candidates = tuple(map(TypeCandidate.from_dict, values["candidates"]))
        return cls(symbol, values["existing"], values["skipped"], candidates)


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """The checker's work on a file.

    Attributes:
        name, version: Of the checker.
        status: Of the file as it was: `passed`, `had_errors` (of its own), or why there was no verdict.
        reason: In words, why there was none.
        runs: Checks that were made.
        seconds: Spent in the checker.
        judged: Symbols whose candidates were judged.
        hidden: Errors that annotating brings to light: with what stands the checker reports them, of the file as it
            was it did not, and no type is to blame: `Any` in the place of every type shows them just as well.
    """

    name: str
    version: str
    status: str
    reason: str
    runs: int
    seconds: float
    judged: int
    hidden: int = 0

    @property
    def is_verdict(self) -> bool:
        """Return whether the checker reached a verdict on the file."""
        return self.status in ("passed", "had_errors")

    def to_dict(self) -> dict[str, Any]:
        """The summary as programs read it."""
        return {
            "name": self.name,
            "version": self.version,
            "status": self.status,
            "reason": self.reason,
            "runs": self.runs,
            "seconds": round(self.seconds, _DIGITS),
            "judged": self.judged,
            "hidden": self.hidden,
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> CheckSummary:
        """The summary of which `to_dict` gave these values."""
        return cls(**{field.name: values[field.name] for field in fields(cls)})


@dataclass(frozen=True, slots=True)
class FilePrediction:
    """The suggestions for one file: iterable by symbol, printed as a table, and displayed in a notebook.

    >>> prediction["Basket.add.price"].best

    Attributes:
        path: The file as the caller named it.
        error: Why the file could not be read, None when it could.
        symbols: In order of their first binding; empty after an error.
        check: What a type checker had to do with it, None where none was asked.
        document: The file, for those who go on with the prediction; None after an error, and where predictions are put
            together by hand.
    """

    path: str
    error: str | None
    symbols: tuple[TypePrediction, ...]
    check: CheckSummary | None = None
    document: SourceDocument | None = field(default=None, compare=False, repr=False)

    @classmethod
    def failed(cls, path: str, error: Exception) -> FilePrediction:
        """Return what stands for a file that cannot be read."""
        message = str(error) if isinstance(error, TypilusError) else f"{type(error).__name__}: {error}"
        return cls(path, message if path in message else f"{path}: {message}", ())

    def bare(self, path: str) -> FilePrediction:
        """The prediction with its file's code alone: trees of many files would fill the memory.

        Args:
            path: The file as it was named, perhaps `./shop.py`.
        """
        return replace(self, path=path, document=None if self.document is None else self.document.bare())

    def __iter__(self) -> Iterator[TypePrediction]:
        return iter(self.symbols)

    def __len__(self) -> int:
        return len(self.symbols)

    def __getitem__(self, name: str) -> TypePrediction:
        """Return the symbol of a qualified name, `Basket.add.price`, or for a return `Basket.add()`.

        Raises:
            KeyError: There is no such symbol.
        """
        return result_named(name, ((symbol.qualified_name, symbol) for symbol in self), self.path)

    def __repr__(self) -> str:
        what = counted(len(self.symbols), "symbol") if self.error is None else f"error: {self.error.splitlines()[0]}"
        return f"<FilePrediction {self.path}: {what}>"

    def only(self, kinds: Collection[str] | None) -> FilePrediction:
        """The prediction of the symbols of some kinds, named in the plural ("returns"), or of all for None."""
        if kinds is None:
            return self
        return replace(self, symbols=tuple(symbol for symbol in self if f"{symbol.symbol.kind.value}s" in kinds))

    @property
    def table(self) -> PredictionTable:
        """Return the table for people, with all symbols but receivers."""
        rows = tuple(_row(prediction) for prediction in self if not prediction.symbol.is_receiver)
        return PredictionTable(self.path, self.error, rows, is_empty=not self.symbols)

    def __str__(self) -> str:
        return self.table.as_text()

    def __rich__(self) -> RenderableType:
        return self.table.as_rich()

    def _repr_html_(self) -> str:
        return self.table.as_html()

    def to_dataframe(self, *, top: int = 1) -> DataFrame:
        """Return `typilus.to_dataframe` of the file.

        Raises:
            TypilusError: Pandas is not installed.
        """
        return result_rows.to_dataframe(self, top=top)

    def to_dict(self) -> dict[str, Any]:
        """The file as the JSON contract has it."""
        checker = {} if self.check is None else {"checker": self.check.to_dict()}
        symbols = [symbol.to_dict() for symbol in self.symbols]
        return {"path": self.path, "error": self.error, **checker, "symbols": symbols}

    def to_json(self, indent: int | None = None) -> str:
        """Return the file as one JSON object, on one line unless `indent` is given."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False)


def document_of(prediction: FilePrediction) -> SourceDocument:
    """Return the file that was predicted as it was then, or from disk if the prediction does not hold it.

    Raises:
        SourceError: It cannot be read.
    """
    return read_source(prediction.path) if prediction.document is None else prediction.document


def _row(prediction: TypePrediction) -> SymbolRow:
    """Return a symbol with the candidates of at least a percent. Types with equal short names are named in full."""
    candidates = [
        candidate
        for rank, candidate in enumerate(prediction.candidates)
        if rank == 0 or candidate.probability >= _MIN_SHOWN
    ]
    texts = Counter(candidate.text for candidate in candidates)
    return SymbolRow(
        prediction.symbol.line,
        prediction.qualified_name,
        prediction.symbol.kind.value,
        prediction.existing or "",
        prediction.skipped,
        tuple(
            ShownType(
                candidate.text if texts[candidate.text] == 1 else candidate.type,
                candidate.type,
                candidate.probability,
                candidate.follows,
            )
            for candidate in candidates
        ),
    )
