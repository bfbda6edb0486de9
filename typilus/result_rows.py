"""Results as rows of plain values, for data frames, databases and spreadsheets, and these rows as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol, TextIO, runtime_checkable

from typilus.errors import TypilusError
from typilus.printable import printable

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = [
    "ANNOTATED_COLUMNS",
    "AUDITED_COLUMNS",
    "PREDICTED_COLUMNS",
    "CsvRows",
    "FileResult",
    "rows_of",
    "to_dataframe",
    "to_rows",
]

_CANDIDATE = ("rank", "type", "text", "probability", "source", "checked", "follows")
_SYMBOL = ("path", "kind", "scope", "name", "line", "column", "existing", "skipped")
_FINDING = ("path", "symbol", "scope", "name", "line", "column", "kind", "written", "existing")
PREDICTED_COLUMNS = (*_SYMBOL, *_CANDIDATE)
ANNOTATED_COLUMNS = (*_SYMBOL, "written", "reason", *_CANDIDATE)
AUDITED_COLUMNS = (*_FINDING, "support", "voters", "contradiction", "unchecked", *_CANDIDATE)
"""The keys of a row of each command, in order."""
_NO_CANDIDATE = dict.fromkeys(_CANDIDATE)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@runtime_checkable
class FileResult(Protocol):
    """The result of one file: a `FilePrediction`, an `AnnotatedFile` or a `FileAudit`."""

    def to_dict(self) -> dict[str, Any]:
        """The file as programs read it."""


def to_rows(results: FileResult | Iterable[FileResult], *, top: int = 1) -> list[dict[str, Any]]:
    """Return a row for each symbol, or each finding of an audit, with its best type.

    >>> typilus.to_rows(typilus.predict("shop.py"))[0]["type"]
    >>> typilus.to_rows(typilus.predict_paths(["src"]), top=3)     # three rows a symbol, by `rank`

    The keys are those of the JSON documents, without what is nested: `path`, `kind`, `scope`, `name`, `line`, `column`,
    `existing`, `skipped` and the like, then `rank`, `type`, `text`, `probability`, `source`, `checked`, `follows`,
    all None where there is no candidate. A file that could not be read has no rows.

    Args:
        results: The result of a file, or those of some.
        top: At most so many rows a symbol, one for each of its best candidates.
    """
    files = [results] if isinstance(results, FileResult) else results
    return [row for file in files for row in rows_of(file.to_dict(), top)]


def to_dataframe(results: FileResult | Iterable[FileResult], *, top: int = 1) -> DataFrame:
    """Return the rows of `to_rows` as a pandas data frame.

    >>> typilus.to_dataframe(typilus.predict_paths(["src"])).groupby("kind").probability.mean()

    Args:
        results: The result of a file, or those of some.
        top: At most so many rows a symbol, one for each of its best candidates.

    Raises:
        TypilusError: Pandas is not installed.
    """
    if find_spec("pandas") is None:
        raise TypilusError(
            "a data frame needs pandas, which is not installed: pip install 'typilus[notebook]', or pandas alone; "
            "typilus.to_rows gives the same rows without it"
        )
    from pandas import DataFrame

    return DataFrame(to_rows(results, top=top))


def rows_of(document: Mapping[str, Any], top: int = 1) -> Iterator[dict[str, Any]]:
    """Yield the rows of one file's JSON document. The arguments are those of `to_rows`."""
    for symbol in document.get("symbols", document.get("findings", ())):
        candidates = symbol.get("candidates", [symbol["suggestion"]] if "suggestion" in symbol else [])[:top]
        flat = {name: value for name, value in symbol.items() if not isinstance(value, list | dict)}
        for rank, candidate in enumerate(candidates, 1):
            yield {"path": document["path"], **flat, "rank": rank, **candidate}
        if not candidates:
            yield {"path": document["path"], **flat, **_NO_CANDIDATE}


class CsvRows:
    """Rows as CSV: a line with the names of the columns, then a line a row, with nothing where a value is None.

    A text that a spreadsheet would take for a formula (one that begins with `=`, `+`, `-`, `@` or a tab, as the name of
    a file may) gets an apostrophe in front, which spreadsheets take for the sign of a text. Numbers stay as they are.
    What a terminal obeys is escaped.

    Args:
        out: Text stream that gets the lines.
        columns: Names of the columns; a row has a value for each.
    """

    def __init__(self, out: TextIO, columns: Sequence[str]) -> None:
        self._writer = csv.DictWriter(out, columns, lineterminator="\n")
        self._writer.writeheader()

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write rows."""
        self._writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = printable(value.encode("utf-8", "backslashreplace").decode())
    return f"'{text}" if value.startswith(_FORMULA_STARTS) else text
