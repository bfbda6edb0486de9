"""The badge: well-formed, rounded down, and readable."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from tests.typilus.reporting.colors import contrast
from tests.typilus.reporting.samples import SYMBOLS, sample_report
from typilus.reporting import ReportedFile, badge_of


@pytest.mark.parametrize(
    ("annotated", "total", "text"), [(0, 3, "0%"), (1, 3, "33%"), (199, 200, "99%"), (2, 2, "100%")]
)
def test_a_badge_promises_no_more_than_there_is(annotated: int, total: int, text: str) -> None:
    symbols = (SYMBOLS[1],) * annotated + (SYMBOLS[0],) * (total - annotated)
    svg = badge_of(sample_report(files=(ReportedFile("a.py", None, symbols=symbols),)))
    root = ElementTree.fromstring(svg)
    assert root.attrib["aria-label"] == f"typed: {text}"
    assert [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")] == ["typed", text]
    for color in re.findall(r'<rect [^>]*fill="(#\w+)"', svg):
        assert contrast(color, "#fff") >= 4.5
