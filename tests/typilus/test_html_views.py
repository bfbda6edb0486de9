"""The parts of a notebook's views: nothing of a file becomes HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from typilus import html_views

HOSTILE = '<script>alert("x")</script>&'


class _Tags(HTMLParser):
    """Collects tags and texts, and the attributes of the last tag."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.attributes: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes = dict(attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def parsed(html: str) -> _Tags:
    tags = _Tags()
    tags.feed(html)
    return tags


@pytest.mark.parametrize(
    "html",
    [
        html_views.block(HOSTILE, after=HOSTILE),
        html_views.code(HOSTILE, HOSTILE),
        html_views.note(HOSTILE),
        html_views.folded(HOSTILE, ""),
        html_views.diff_view(f"+{HOSTILE}\n {HOSTILE}"),
        html_views.table([HOSTILE], [[html_views.code(HOSTILE)]]),
        html_views.ShownList([HOSTILE])._repr_html_(),
    ],
)
def test_texts_are_escaped(html: str) -> None:
    page = parsed(html)
    assert "script" not in page.tags
    assert HOSTILE in "".join(page.texts)


def test_a_page_in_a_frame_is_the_page() -> None:
    page = f"<!doctype html><p title='a'>{HOSTILE}"
    frame = parsed(html_views.framed('a "title"', page))
    assert frame.tags == ["iframe"]
    assert frame.attributes["srcdoc"] == page
    assert frame.attributes["title"] == 'a "title"'
    assert "allow-same-origin" not in (frame.attributes["sandbox"] or "")


def test_shares_have_the_colors_of_a_terminal() -> None:
    colors = [parsed(html_views.share(share)).attributes["style"] for share in (0.99, 0.9, 0.89, 0.5, 0.49)]
    assert colors[0] == colors[1] != colors[2] == colors[3] != colors[4]
    assert parsed(html_views.share(0.996, 1)).texts == ["99.6%"]


def test_what_a_diff_adds_and_removes_is_colored() -> None:
    page = parsed(html_views.diff_view("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-one\n+two\n three\n"))
    assert "".join(page.texts).splitlines() == ["--- a/x", "+++ b/x", "@@ -1 +1 @@", "-one", "+two", " three"]
    assert page.tags.count("span") == 5


def test_a_list_shows_its_items() -> None:
    inner = html_views.ShownList(["one"])
    outer: html_views.ShownList[object] = html_views.ShownList([inner, "two"])
    assert outer == [["one"], "two"]
    assert "".join(parsed(outer._repr_html_()).texts) == "'one''two'"
    assert parsed(html_views.ShownList()._repr_html_()).texts == ["nothing"]


def test_nothing_is_an_empty_cell() -> None:
    assert html_views.code(None) == html_views.code("") == html_views.note(None) == ""
