"""Results survive JSON."""

from __future__ import annotations

import json

from typilus.lab.exhibits.exhibit_values import Cell, ExhibitResult, Line


def test_a_result_survives_json() -> None:
    lines = (Line("a", (Cell(1.5, 0.2, 3.0), Cell()), "2 epochs"), Line("b", (Cell(paper=2.0), Cell()), reason="broke"))
    result = ExhibitResult("table2", "T", ("x", "y"), lines, ("n",), {"seeds": "2"}, {"curves": {"a": [1.0]}})
    assert ExhibitResult.from_json(json.loads(json.dumps(result.to_json()))) == result


def test_a_line_knows_whether_the_paper_has_a_number() -> None:
    assert not Line("a", (Cell(1.0), Cell(2.0, 0.1))).has_paper
    assert Line("a", (Cell(1.0), Cell(paper=0.0))).has_paper
