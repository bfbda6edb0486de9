"""Lines of code with their tokens marked, wherever these stand."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console

from typilus.network_explaining.drawn_lines import drawn_lines, html_lines

TEXT = "first = 1\nsecond = 2\n\n\nfifth = first\n"


@dataclass(frozen=True)
class Mark:
    """A token."""

    label: str
    line: int | None
    column: int | None
    share: float


def plain(line: int, *marks: Mark) -> list[str]:
    console = Console(width=40, color_system=None)
    with console.capture() as capture:
        console.print(drawn_lines(TEXT, line, marks))
    return [row.rstrip() for row in capture.get().splitlines()]


def test_lines_without_tokens_are_left_out() -> None:
    assert plain(1, Mark("first", 5, 8, 0.5)) == [
        "    1  first = 1",
        "      …",
        "    5  fifth = first",
        "               ^^^^^",
        "               50%",
    ]


def test_neighbors_are_not_told_apart_by_dots() -> None:
    assert plain(2, Mark("first", 1, 0, -0.5)) == [
        "    1  first = 1",
        "       ~~~~~",
        "       -50%",
        "    2  second = 2",
    ]


def test_a_token_that_is_written_otherwise_or_lies_beyond_the_text_is_marked_by_its_start_or_not_at_all() -> None:
    assert plain(1, Mark("other", 1, 8, 1.0))[1] == " " * 15 + "^"
    assert plain(1, Mark("gone", 99, 0, 1.0)) == ["    1  first = 1", "      …"][:1]
    assert plain(1, Mark("syntax", None, None, 1.0)) == ["    1  first = 1"]


def test_a_form_feed_ends_no_line() -> None:
    assert "second" in html_lines("first\r\n\f\nsecond\n", 3, [Mark("second", 3, 0, 1.0)])


def test_html_has_a_background_for_each_token() -> None:
    page = html_lines("a < b\n", 1, [Mark("a", 1, 0, 0.5), Mark("b", 1, 4, -0.25)])
    assert page == (
        '    1  <span style="background:rgba(46,160,67,1.00)" title="+50.0%">a</span> &lt; '
        '<span style="background:rgba(218,54,51,0.50)" title="-25.0%">b</span>'
    )
