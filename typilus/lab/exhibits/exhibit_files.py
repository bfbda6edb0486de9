"""The files of an exhibit: CSV and JSON of its numbers, and a picture."""

from __future__ import annotations

import csv
import io
import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from typilus.errors import CorpusError
from typilus.files import whole_file
from typilus.lab.exhibits.exhibit_values import SPLIT_ENDINGS, Exhibit, ExhibitResult
from typilus.lab.exhibits.run_folders import write_json

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read_results", "write_result"]


def write_result(exhibit: Exhibit, result: ExhibitResult, into: Path) -> list[Path]:
    """Write `STEM.json`, `STEM.csv` and, with matplotlib, `STEM.png`, and return the written paths."""
    paths = [into / f"{result.stem}.{ending}" for ending in ("json", "csv")]
    write_json(paths[0], result.to_json())
    with whole_file(paths[1]) as file:
        file.write(_csv(result).encode())
    picture = into / f"{result.stem}.png"
    picture.unlink(missing_ok=True)  # of other numbers
    if find_spec("matplotlib") is not None:
        exhibit.draw(result).savefig(picture, dpi=120)
        paths.append(picture)
    return paths


def read_results(into: Path, names: Sequence[str]) -> list[ExhibitResult]:
    """The results that lie in a folder, in the order of the names, those of all splits.

    Raises:
        CorpusError: A file there is not one of these.
    """
    results = []
    for path in (into / f"{name}{ending}.json" for name in names for ending in SPLIT_ENDINGS.values()):
        if path.exists():
            try:
                results.append(ExhibitResult.from_json(json.loads(path.read_text(encoding="utf-8"))))
            except (ValueError, KeyError, TypeError) as error:
                raise CorpusError(f"{path}: is no result of `typilus lab` ({error}); make it again") from error
    return results


def _csv(result: ExhibitResult) -> str:
    """A line for each cell, so that columns mean the same in all exhibits."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["row", "column", "number", "value", "error", "paper", "effort", "reason"])
    for line in result.lines:
        for number, (column, cell) in enumerate(zip(result.columns, line.cells, strict=True)):
            values = ["" if value is None else f"{value:.6g}" for value in (cell.value, cell.error, cell.paper)]
            writer.writerow([line.name, column, number, *values, line.effort, line.reason or ""])
    return text.getvalue()
