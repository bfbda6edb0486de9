"""The result for one file: the annotations that were written, the reason for every other symbol, and the JSON form."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

from graph_extraction import Obstacle
from typilus import html_views, result_rows
from typilus.counting import counted
from typilus.errors import RewriteError
from typilus.files import replace_file
from typilus.named_results import result_named
from typilus.prediction import CheckSummary, TypePrediction
from typilus.rewriting import AnnotatedSource, TextEdit, is_notebook, stub_of

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["AnnotatedFile", "AnnotatedSymbol"]

_HEADS = ("line", "symbol", "written", "not written, because")


@dataclass(frozen=True, slots=True)
class AnnotatedSymbol:
    """The result for one symbol.

    Attributes:
        prediction: Suggestion for it that was accepted.
        written: Annotation in the new text, None if none was written.
        reason: Reason, in words, why none was written, None if one was.
        fix: The edits of the file as it was that write this annotation alone, with the imports that it needs; none in
            notebooks, where another annotation of the file changes how it is spelled, and of later rounds.
    """

    prediction: TypePrediction
    written: str | None
    reason: str | None
    fix: tuple[TextEdit, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The symbol of the JSON contract, with `written` and `reason`."""
        return {**self.prediction.to_dict(), "written": self.written, "reason": self.reason}

    def _repr_html_(self) -> str:
        return html_views.table(_HEADS, [_html_row(self)])

    @property
    def topic(self) -> str | None:
        """The reason without details of this symbol, by which summaries count."""
        return self.reason and (self.prediction.skip_topic or self.reason)


@dataclass(frozen=True, slots=True, repr=False)
class AnnotatedFile:
    """One file with its annotations: the new text, what became of each symbol, and why. A notebook shows its diff.

    >>> annotated["Basket.add.price"].reason

    Nothing is on disk yet, unless whoever made it was told to write.

    Attributes:
        path: The file as the caller named it.
        error: Why nothing could be done with it, None if something could.
        symbols: All, in the order of the prediction; empty after an error.
        source: Its text before and after, None after an error.
        check: What the checker had to do with it, None where none was asked.
    """

    path: str
    error: str | None
    symbols: tuple[AnnotatedSymbol, ...] = ()
    source: AnnotatedSource | None = None
    check: CheckSummary | None = None

    def __getitem__(self, name: str) -> AnnotatedSymbol:
        """Return the symbol of a qualified name, `Basket.add.price`, or for a return `Basket.add()`.

        Raises:
            KeyError: There is no such symbol.
        """
        return result_named(name, ((symbol.prediction.qualified_name, symbol) for symbol in self.symbols), self.path)

    def __repr__(self) -> str:
        return f"<AnnotatedFile {self.path}: {self._outcome}>"

    def _repr_html_(self) -> str:
        if self.error is not None:
            return html_views.block(self.path, html_views.plain(escape(self.error)))
        asked = [symbol for symbol in self.symbols if not symbol.prediction.symbol.is_receiver]
        rows = html_views.table(_HEADS, map(_html_row, asked))
        details = html_views.folded(f"all {counted(len(asked), 'symbol')}", rows)
        diff = html_views.diff_view(self.diff()) if self.changed else ""
        return html_views.block(self.path, diff, details, after=self._outcome)

    @property
    def _outcome(self) -> str:
        if self.error is not None:
            return f"error: {self.error.splitlines()[0]}"
        return f"{counted(len(self.written), 'annotation')} for {counted(len(self.symbols), 'symbol')}"

    @property
    def written(self) -> tuple[AnnotatedSymbol, ...]:
        """The symbols that got an annotation."""
        return tuple(symbol for symbol in self.symbols if symbol.written is not None)

    @property
    def changed(self) -> bool:
        """True if there is anything to write."""
        return self.source is not None and self.source.changed

    @property
    def imports(self) -> Sequence[str]:
        """The import statements that are added."""
        return () if self.source is None else self.source.imports

    @property
    def text(self) -> str | None:
        """The new text, None after an error."""
        return None if self.source is None else self.source.text

    def edits(self) -> Sequence[TextEdit]:
        """The replacements that turn the old text into the new one, in order and without overlaps."""
        return () if self.source is None else self.source.edits()

    def diff(self) -> str:
        """The change as a unified diff, "" where there is none."""
        return "" if self.source is None else self.source.diff()

    def stub(self) -> str | None:
        """The text of a stub (`.pyi`) for the annotated file, None after an error.

        Raises:
            RewriteError: No stub can be made of it.
        """
        if is_notebook(self.path):
            raise RewriteError(f"{self.path}: a notebook is no module, so there can be no stub for it")
        return None if self.source is None else stub_of(self.source.text, self.path)

    def write(self) -> bool:
        """Replace the file by the new text, atomically. Return whether there was anything to write.

        Raises:
            RewriteError: It cannot be written, or has changed since it was read.
        """
        if self.source is None or not self.source.changed:
            return False
        replace_file(self.path, self.source.after, expected=self.source.before)
        return True

    def to_dataframe(self, *, top: int = 1) -> DataFrame:
        """Return `typilus.to_dataframe` of the file.

        Raises:
            TypilusError: Pandas is not installed.
        """
        return result_rows.to_dataframe(self, top=top)

    def to_dict(self) -> dict[str, Any]:
        """The file as programs read it."""
        return {
            "path": self.path,
            "error": self.error,
            "changed": self.changed,
            "imports": list(self.imports),
            "checker": None if self.check is None else self.check.to_dict(),
            "symbols": [symbol.to_dict() for symbol in self.symbols],
        }

    def to_json(self) -> str:
        """The file as one JSON object on one line."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def to_record(self) -> dict[str, Any]:
        """Return the file as a journal keeps it. `from_record` reads it back."""
        source = None
        if self.source is not None and self.source.changed:
            source = {name: getattr(self.source, name).decode("latin-1") for name in ("before", "after")}
            source["encoding"] = self.source.encoding
        symbols = [
            (one.topic, one.prediction.missed, one.prediction.symbol.obstacle, [astuple(edit) for edit in one.fix])
            for one in self.symbols
        ]
        return {"document": self.to_dict(), "source": source, "symbols": symbols}

    @classmethod
    def from_record(cls, record: Mapping[str, Any], data: bytes) -> AnnotatedFile:
        """The file of which `to_record` gave the record.

        Args:
            record: JSON values.
            data: The file as it is on disk, before the annotations, or after them if they have been written.
        """
        document, kept = record["document"], record["source"]
        path, imports, check = document["path"], tuple(document["imports"]), document["checker"]
        before, after, encoding = data, data, "utf-8"
        if kept is not None:
            before, after, encoding = (
                kept["before"].encode("latin-1"),
                kept["after"].encode("latin-1"),
                kept["encoding"],
            )
        symbols = []
        for values, (topic, missed, obstacle, fix) in zip(document["symbols"], record["symbols"], strict=True):
            prediction = TypePrediction.from_dict(values)
            obstacle = None if obstacle is None else Obstacle(obstacle)
            symbol = replace(prediction.symbol, annotation=prediction.existing, obstacle=obstacle)
            prediction = replace(prediction, symbol=symbol, skip_topic=topic, missed=missed)
            edits = tuple(TextEdit(*edit) for edit in fix)
            symbols.append(AnnotatedSymbol(prediction, values["written"], values["reason"], edits))
        source = AnnotatedSource(path, before, after, encoding, imports=imports)
        return cls(path, None, tuple(symbols), source, None if check is None else CheckSummary.from_dict(check))


def _html_row(symbol: AnnotatedSymbol) -> tuple[str, ...]:
    prediction = symbol.prediction
    written = html_views.code(symbol.written)
    if symbol.written is not None and prediction.best is not None:
        written += f" {html_views.share(prediction.best.probability)}"
    return (
        str(prediction.symbol.line),
        html_views.code(prediction.qualified_name),
        written,
        html_views.note(symbol.reason),
    )
