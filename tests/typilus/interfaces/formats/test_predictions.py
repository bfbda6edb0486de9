"""Which predictions are findings."""

from __future__ import annotations

import io
from pathlib import Path

from graph_extraction.graph import Obstacle, Symbol, SymbolKind
from tests.typilus.interfaces.formats.sarif_logs import read_log
from typilus.interfaces.formats.items import SUGGESTED_TYPE, UNREADABLE_FILE
from typilus.interfaces.formats.predictions import PREDICTION_RULES, reported_predictions
from typilus.interfaces.formats.sarif import write_sarif
from typilus.prediction.file_prediction import FilePrediction, TypeCandidate, TypePrediction

INT = TypeCandidate("int", "int", 0.9, "typespace")


def symbol(
    name: str, *candidates: TypeCandidate, existing: str | None = None, obstacle: Obstacle | None = None
) -> TypePrediction:
    place = Symbol(0, SymbolKind.PARAMETER, "f", name, 4, 6, existing, obstacle)
    return TypePrediction(place, existing, None if candidates else "nothing near it", candidates)


def test_only_open_symbols_with_a_candidate_are_findings() -> None:
    others = (symbol("y", INT, existing="str"), symbol("z"), symbol("i", INT, obstacle=Obstacle.FOR_TARGET))
    (item,) = reported_predictions([FilePrediction("a.py", None, (symbol("größe", INT), *others))])
    assert (item.path, item.line, item.column, item.end_column) == ("a.py", 4, 6, 11)
    assert (item.rule, item.symbol, item.confidence) == (SUGGESTED_TYPE, "f.größe", 0.9)
    assert item.message == "parameter f.größe has no annotation; suggested: 'int' (90%)"
    assert item.properties["candidates"] == [INT.to_dict()]


def test_a_file_that_cannot_be_read() -> None:
    (item,) = reported_predictions([FilePrediction("a.py", "a.py:1: not Python", ())])
    assert (item.rule, item.message, item.line) == (UNREADABLE_FILE, "a.py:1: not Python", None)


def test_a_notebook_has_no_lines_to_point_at(tmp_path: Path) -> None:
    file = FilePrediction("a.ipynb", None, (symbol("x", INT),))
    out = io.StringIO()
    write_sarif(reported_predictions([file]), out, PREDICTION_RULES, "1", tmp_path)
    (result,) = read_log(out.getvalue())["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert result["properties"]["line"] == 4
