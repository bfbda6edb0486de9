"""The page as a browser shows it: no complaint, no request, numbers that are the data's, keyboard, three sizes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.typilus.reporting.browser import CHROMIUM, Browser
from tests.typilus.reporting.samples import ATTACK, FILES, SYMBOLS, sample_report
from typilus.reporting import coverage_of, page_of, symbols_of

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")

REPORT = sample_report()
ROW = "[...document.querySelectorAll('tr[data-row=all] td')].slice(1).map((cell) => cell.textContent)"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(page_of(REPORT), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Browser]:
    """The page with a file open. Whatever a test does, it must not complain, load anything, or run an attack."""
    browser.complaints.clear()
    browser.requests.clear()
    browser.open(f"{address}#file=pkg/shop.py&confidence=90")
    browser.wait("document.querySelector('.symbol') !== null")
    yield browser
    assert browser.value("typeof window.hacked") == "undefined"
    assert browser.complaints == []
    assert {request.partition("#")[0] for request in browser.requests} <= {address, "about:blank"}


def change(page: Browser, id_: str, value: object) -> None:
    """Use a control as a person would."""
    field, event = ("checked", "change") if isinstance(value, bool) else ("value", "input")
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    page.value(f"document.getElementById('{id_}').{field} = {text}")
    page.value(f"document.getElementById('{id_}').dispatchEvent(new Event('{event}'))")


def expected_row(confidence: float, *kinds: str, public: bool = False) -> list[str]:
    symbols = [symbol for symbol in symbols_of(REPORT.files) if not kinds or f"{symbol.kind.value}s" in kinds]
    coverage = coverage_of(symbols, public=public)
    sure = coverage.added(confidence)
    numbers = [coverage.annotated, coverage.total, coverage.any, sure, coverage.rejected]
    numbers.append(coverage.open + len(coverage.suggested) - sure)
    return [*map(str, numbers), f"{100 * coverage.share():.1f} %", f"{100 * coverage.share(confidence):.1f} %"]


@pytest.mark.parametrize("confidence", [50, 62, 63, 93, 94, 100])
def test_the_slider_counts_what_the_data_count(page: Browser, confidence: int) -> None:
    change(page, "confidence", confidence)
    assert page.value(ROW) == expected_row(confidence / 100)
    assert page.value("document.querySelectorAll('.symbol.below').length") == sum(
        symbol.probability is not None and symbol.probability < confidence / 100 for symbol in SYMBOLS
    )
    assert f"confidence={confidence}" in page.value("location.hash")


def test_filters_count_what_the_data_count(page: Browser) -> None:
    change(page, "kind-returns", False)
    change(page, "kind-variables", False)
    assert page.value(ROW) == expected_row(0.9, "parameters", "attributes")
    change(page, "public", True)
    change(page, "kind-returns", True)
    assert page.value(ROW) == expected_row(0.9, "parameters", "attributes", "returns", public=True)
    assert page.value("document.getElementById('status-open-count').textContent") == "open 0"
    change(page, "public", False)
    assert page.value("document.getElementById('status-open-count').textContent") == "open 1"
    change(page, "status-open", False)
    assert page.value("document.querySelectorAll('.symbol:not(.plain)').length") == 5  # without LIMIT and _drop


def test_the_tree_finds_files(page: Browser) -> None:
    assert page.value("document.querySelectorAll('.file').length") == len(FILES)
    assert "unread" in page.value("document.querySelector('.file:has(.failed)').textContent")
    change(page, "query", "DEEP/")
    assert page.value("document.getElementById('files-text').textContent") == "1 of 3 files"
    assert page.value("[...document.querySelectorAll('.file .name')].map((name) => name.textContent)") == ["more.py"]


def test_texts_of_the_code_stay_texts(page: Browser) -> None:
    assert ATTACK in page.value("document.getElementById('source').textContent")
    page.value("[...document.querySelectorAll('.symbol')].at(-2).click()")  # the attribute that mypy rejects
    details = page.value("document.querySelector('.details').textContent")
    assert f"mypy rejects int: {ATTACK}" in details
    assert f"cost in {ATTACK}/a.py:7, 1.25 away" in details
    page.value("document.querySelector('.file:has(.failed)').click()")
    assert ATTACK in page.value("document.getElementById('view-text').textContent")
    assert page.value("document.images.length + document.scripts.length") == 2  # the data and the script


def test_marks_stand_at_their_symbols_behind_an_emoji_too(page: Browser) -> None:
    texts = page.value("[...document.querySelectorAll('.symbol')].map((symbol) => symbol.firstChild.textContent)")
    assert texts == [symbol.name for symbol in SYMBOLS]
    assert page.value("document.querySelectorAll('.symbol')[2].textContent") == "price: Decimal 93 %"


def focused(page: Browser) -> Any:
    return page.value("document.activeElement.className || document.activeElement.tagName + document.activeElement.id")


def test_everything_can_be_reached_and_used_by_keyboard(page: Browser) -> None:
    seen = []
    for _ in range(40):
        page.press("Tab")
        seen.append(focused(page))
        if seen[-1].startswith("symbol suggested"):
            break
    assert seen[0] == "skip"
    for control in ("INPUTconfidence", "INPUTkind-parameters", "INPUTpublic", "INPUTquery", "SUMMARY", "file"):
        assert control in seen, seen
    page.press("Enter")
    assert page.value("document.querySelectorAll('.details').length") == 1
    assert page.value("document.activeElement.getAttribute('aria-expanded')") == "true"
    page.press("Escape")
    assert page.value("document.querySelectorAll('.details').length") == 0
    page.value("document.querySelector('.file[data-path=\"pkg/deep/more.py\"]').focus()")
    page.press("Enter")
    page.wait("document.getElementById('view-text').textContent.endsWith('no plain Python 3 source')")
    assert focused(page) == "SECTIONview"
    page.value("document.getElementById('confidence').focus()")
    page.press("ArrowRight")
    assert page.value("document.getElementById('confidence-text').value") == "91 %"


def test_every_control_has_a_name(page: Browser) -> None:
    page.send("Accessibility.enable")
    nodes = page.send("Accessibility.getFullAXTree")["nodes"]
    controls = [
        node for node in nodes if node.get("role", {}).get("value") in ("button", "checkbox", "slider", "searchbox")
    ]
    assert len(controls) == 12 + len(FILES) + len(SYMBOLS)
    assert all(node.get("name", {}).get("value") for node in controls)


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_the_page_fits(page: Browser, width: int) -> None:
    page.resize(width)
    page.value("document.querySelectorAll('.symbol')[2].click()")
    assert page.value("document.documentElement.scrollWidth") <= width
    side_by_side = page.value(
        "document.getElementById('view').getBoundingClientRect().left"
        " > document.getElementById('tree').getBoundingClientRect().right"
    )
    assert side_by_side is (width == 1400)
    assert page.value("document.querySelector('.details').getBoundingClientRect().right") <= width


def test_dark_where_that_is_preferred(page: Browser) -> None:
    colors = []
    for scheme in ("light", "dark"):
        page.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        colors.append(page.value("getComputedStyle(document.body).backgroundColor"))
    page.send("Emulation.setEmulatedMedia", features=[])
    assert colors == ["rgb(255, 255, 255)", "rgb(13, 17, 23)"]


def test_the_history_is_drawn(page: Browser) -> None:
    assert page.value("document.querySelectorAll('#history circle').length") == len(REPORT.history) + 1
    assert page.value("document.getElementById('history-text').textContent") == (
        "Annotated: 12.5 % on 2026-11-01, 25.0 % on 2026-11-29 (+12.5 points)"
    )
    assert page.value("document.querySelector('.file[data-path=\"pkg/shop.py\"] .change').textContent") == "+14.3"


def test_counting_alone_has_no_slider(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "counted.html"
    path.write_text(page_of(sample_report(floor=None, history=(), before={})), encoding="utf-8")
    browser.complaints.clear()
    browser.open(path.as_uri())
    assert browser.value("document.getElementById('slider').hidden && document.getElementById('history').hidden")
    assert browser.value("document.getElementById('headline').textContent") == "25.0 % annotated"
    assert browser.complaints == []
