"""The notebook of adaptation: one marker visibly teaches its type."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.notebooks.running import check_outputs, execute, require, text_of

require("nbclient", "pandas", "matplotlib")

TAUGHT = "list[orders.Order]"


def votes(notebook: Any) -> list[list[tuple[str, float]]]:
    """Types and their shares in the tables of votes."""
    tables = [table for table in text_of(notebook).split("<table")[1:] if "<th>vote</th>" in table]
    cells = [re.findall(r"<td>([^<]*)</td>\s*<td>([^<]*)</td>", table) for table in tables]
    return [[(type_, float(vote)) for type_, vote in rows] for rows in cells]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_one_marker_teaches_its_type() -> None:
    notebook = execute("adaptation")
    check_outputs("adaptation", notebook)
    before, after = votes(notebook)
    assert TAUGHT not in dict(before)
    assert after[0][0] == TAUGHT
    assert after[0][1] > 0.5
    assert "\n0.0\n" in text_of(notebook), "the annotation is part of what the network reads"
