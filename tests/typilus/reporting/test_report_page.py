"""The page without a browser: whole, closed to injection, small, the same for the same report."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import typilus.reporting
from tests.typilus.reporting.colors import contrast
from tests.typilus.reporting.samples import ATTACK, FILES, SHOP, SYMBOLS, sample_report
from typilus.reporting import ReportedFile, page_of

ASSETS = Path(typilus.reporting.__file__).parent / "assets"
VOID = {"meta", "input", "link", "img", "br"}


class Page(HTMLParser):
    """The elements of a page, and the texts of its scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self.open[-1] if self.open else "", []).append(data)

    @property
    def data(self) -> Any:
        """The data that its script reads."""
        return json.loads(self.texts["script"][0])


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(page_of(sample_report()))


def unpacked(packed: str) -> Any:
    return json.loads(zlib.decompress(base64.b64decode(packed)))


def test_every_element_is_closed_and_ids_are_unique(page: Page) -> None:
    assert page.open == []
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    labels = [attributes["for"] for tag, attributes in page.elements if tag == "label" and "for" in attributes]
    assert set(labels) <= set(ids)


def test_nothing_is_requested(page: Page) -> None:
    for tag, attributes in page.elements:
        assert not {"src", "action", "data", "srcset", "poster"} & set(attributes), tag
        assert tag not in ("link", "iframe", "object", "embed", "base", "form", "img")
        assert attributes.get("href", "#").startswith("#")  # type: ignore[union-attr]
    for text in page.texts["style"] + page.texts["script"][1:]:
        assert not re.search(r"url\(|@import|\bfetch\(|XMLHttpRequest|WebSocket|import\(", text)
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text)


def test_the_policy_allows_this_script_and_this_style_alone(page: Page) -> None:
    (policy,) = [
        attributes["content"] or ""
        for _, attributes in page.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for name, text in (("script-src", page.texts["script"][1]), ("style-src", page.texts["style"][0])):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[name] == f"'sha256-{digest}'"
    assert not any(key.startswith("on") or key == "style" for _, attributes in page.elements for key in attributes)


def test_an_attack_stays_a_text(page: Page) -> None:
    clean = Page(page_of(sample_report(title="shop", files=FILES[1:2])))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in clean.elements]
    assert "".join(page.texts["title"]) == f"Types of shop {ATTACK}"
    assert page.data["files"][2][0] == f"{ATTACK}.py"
    assert unpacked(page.data["files"][0][5])["text"] == SHOP


def test_placeholders_in_a_title_are_no_placeholders() -> None:
    assert "".join(Page(page_of(sample_report(title="@DATA@ @SCRIPT@"))).texts["title"]) == "Types of @DATA@ @SCRIPT@"


def test_a_lone_surrogate_does_not_break_the_page() -> None:
    page = page_of(sample_report(title="a\udcff", files=(ReportedFile("b\udcff.py", None, text="c = '\udcff'\n"),)))
    assert page.encode("utf-8")


def test_numbers_of_the_page_are_those_of_the_report(page: Page) -> None:
    tallies = page.data["files"][0][4]
    assert sum(sum(tally[2:6]) + len(tally[6]) for tally in tallies) == len(SYMBOLS)
    assert [tally[6] for tally in tallies if tally[0] == 0] == [[930, 620]]
    assert page.data["functions"] == [1, 2]
    assert page.data["neighbors"] is True
    assert page.data["files"][0][3] == [1, 7]
    symbols = unpacked(page.data["files"][0][5])["symbols"]
    assert [row[3] for row in symbols] == [symbol.name for symbol in SYMBOLS]
    assert symbols[2][10][0][3][1] == ["fee", "lib/b.py:9", 2.5]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert page_of(sample_report()) == page_of(sample_report())


def test_two_thousand_files_stay_small() -> None:
    """Real code, with symbols as dense as an unannotated project has them, of which each file compresses alone."""
    modules = sorted(Path(typilus.__file__).parent.glob("prediction/*.py"))
    sources = [path.read_text(encoding="utf-8") for path in modules]
    symbols = SYMBOLS * 9
    files = tuple(
        ReportedFile(f"pkg{number % 50}/module{number}.py", None, None, None, sources[number % len(sources)], symbols)
        for number in range(len(sources))
    )
    size = len(page_of(sample_report(files=files)).encode()) / len(files) * 2000
    assert sum(map(len, sources)) / len(sources) > 5_000
    assert size < 20e6


def test_neighbors_give_way_where_a_page_would_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typilus.reporting.report_page._MOST_PACKED", 100)
    data = Page(page_of(sample_report())).data
    symbols = unpacked(data["files"][0][5])["symbols"]
    assert data["neighbors"] is False
    assert [row[10] for row in symbols if row[3] == "price"] == [[["Decimal", 930, "typespace", []]]] * 2


def variables(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#\w+);", text))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_have_contrast(scheme: str) -> None:
    style = (ASSETS / "report.css").read_text(encoding="utf-8")
    light, _, dark = style.partition("@media (prefers-color-scheme: dark)")
    colors = variables(light) if scheme == "light" else variables(dark)
    assert len(colors) >= 16
    for text in ("text", "quiet", "rejected", "focus"):
        assert contrast(colors[text], colors["page"]) >= 4.5, text
    for mark in ("written", "any", "suggested", "rejected", "open"):
        assert contrast(colors[mark], colors[f"{mark}-back"]) >= 4.5, mark
    assert contrast(colors["text"], colors["open-back"]) >= 4.5  # the file that is chosen
    assert contrast(colors["quiet"], colors["open-back"]) >= 4.5
