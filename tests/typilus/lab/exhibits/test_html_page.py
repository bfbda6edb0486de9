"""The page: everything inside, nothing from elsewhere, and no text of a result is taken for markup."""

from __future__ import annotations

import base64
from html.parser import HTMLParser
from pathlib import Path

import pytest

from typilus.lab.exhibits.exhibit_values import Cell, ExhibitResult, Line
from typilus.lab.exhibits.html_page import report_page

EVIL = '<script>alert("&")</script>'
RESULT = ExhibitResult(
    "table2",
    f"Table 2 {EVIL}",
    (f"exact {EVIL}",),
    (Line(f"a {EVIL}", (Cell(1.25, 0.5, 2.0),), f"2 epochs {EVIL}"), Line("b", (Cell(),), reason=f"broke {EVIL}")),
    (f"Note {EVIL}",),
    {"corpus": EVIL},
)


class Reader(HTMLParser):
    """Keeps what a page is made of, and fails where a tag is not closed by its own."""

    VOID = frozenset({"meta", "img", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        self.links += [str(value) for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    (tmp_path / "table2.png").write_bytes(b"\x89PNG picture")
    return tmp_path


def test_texts_are_texts(pictures: Path) -> None:
    reader = read(report_page([RESULT], pictures))
    assert "script" not in reader.tags
    assert reader.text.count(EVIL) == 7
    assert "1.2 ±0.5" in reader.text
    assert f"not run: broke {EVIL}" in reader.text


def test_nothing_is_loaded_from_elsewhere(pictures: Path) -> None:
    page = report_page([RESULT], pictures)
    links = read(page).links
    assert links[0] == "#table2"
    kind, _, data = links[1].partition(",")
    assert kind == "data:image/png;base64"
    assert base64.b64decode(data) == b"\x89PNG picture"
    assert len(links) == 2
    assert "http:" not in page
    assert "https:" not in page
    assert "url(" not in page
    assert "@import" not in page


def test_a_missing_picture_is_said(tmp_path: Path) -> None:
    assert "No picture" in read(report_page([RESULT], tmp_path)).text


def test_the_paper_has_a_line_where_it_has_a_number(pictures: Path) -> None:
    page = report_page([RESULT], pictures)
    assert page.count('<tr class="ours">') == 2
    assert page.count('<tr class="paper">') == 1
