"""Results as rows of plain values, for data frames, databases and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from typilus.errors import TypilusError

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["FileResult", "to_dataframe", "to_rows"]

_NO_CANDIDATE = dict.fromkeys(("rank", "type", "text", "probability", "source", "checked", "follows"))


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
    return [row for file in files for row in _rows(file.to_dict(), top)]


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


def _rows(document: dict[str, Any], top: int) -> Iterator[dict[str, Any]]:
    for symbol in document.get("symbols", document.get("findings", ())):
        candidates = symbol.get("candidates", [symbol["suggestion"]] if "suggestion" in symbol else [])[:top]
        flat = {name: value for name, value in symbol.items() if not isinstance(value, list | dict)}
        for rank, candidate in enumerate(candidates, 1):
            yield {"path": document["path"], **flat, "rank": rank, **candidate}
        if not candidates:
            yield {"path": document["path"], **flat, **_NO_CANDIDATE}
