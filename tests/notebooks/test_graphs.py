"""The notebook of a file's two graphs shows them, filtered and around a symbol."""

from __future__ import annotations

import re

import pytest

from tests.notebooks.running import check_outputs, execute, require, text_of

require("nbclient", "pandas")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_runs_and_shows_what_it_says() -> None:
    notebook = execute("graphs")
    check_outputs("graphs", notebook)
    text = text_of(notebook)
    drawn = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert len(drawn) == 7
    whole, tree, flow = drawn[:3]
    for name, pictures in {"RETURNS_TO": (whole, flow), "CHILD": (whole, tree), "SUBTOKEN_OF": (whole,)}.items():
        assert [picture for picture in drawn[:3] if f">{name}</text>" in picture] == list(pictures)
    both, inputs = drawn[-2:]
    assert "stroke-dasharray" in both
    assert "stroke-dasharray" not in inputs
    assert "Dispatcher.late_orders()" in drawn[4]
    assert "as GraphML" in text
    assert re.search(r"solved around [1-9]\d* loops?", text)
