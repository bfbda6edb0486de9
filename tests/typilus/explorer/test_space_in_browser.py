"""The page as a browser shows it: drawn, searched, picked, by mouse and keyboard, in three sizes, without complaint."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.typilus.explorer.pictures import ATTACK, sample_picture
from tests.typilus.pages.browser import CHROMIUM, Browser
from typilus.explorer import page_of

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")

COUNT = "document.getElementById('count').textContent"
DETAILS = "document.getElementById('details').textContent"
LISTED = "[...document.querySelectorAll('#listed button')].map((button) => button.textContent)"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "space.html"
    path.write_text(page_of(sample_picture()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Browser]:
    """The page as it opens. Whatever a test does, it must not complain, load anything, or run an attack."""
    browser.resize(1400)
    browser.complaints.clear()
    browser.requests.clear()
    browser.open(address)
    browser.wait("document.body.dataset.ready === 'yes'")
    yield browser
    assert browser.value("typeof window.hacked") == "undefined"
    # Drawing without a graphics card, reading the picture back is slow, and the browser says so.
    assert [one for one in browser.complaints if "GPU stall due to ReadPixels" not in one] == []
    assert {request.partition("#")[0] for request in browser.requests} <= {address, "about:blank"}


def search(page: Browser, query: str, field: str = "type", is_whole: bool = False) -> None:
    """Search as a person would, who presses Enter."""
    page.value(
        f"document.getElementById('query').value = {query!r};"
        f"document.getElementById('field').value = {field!r};"
        f"document.getElementById('whole').checked = {str(is_whole).lower()};"
        "document.getElementById('search').requestSubmit()"
    )


def test_the_map_is_drawn(page: Browser) -> None:
    assert page.value("document.getElementById('no-webgl').hidden") is True
    assert page.value(COUNT) == "42 symbols of 5 types"
    before = page.screenshot()
    search(page, "int", is_whole=True)
    page.value("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.screenshot() != before


@pytest.mark.parametrize(
    ("query", "field", "is_whole", "count"),
    [
        ("str", "type", False, 20),
        ("str", "type", True, 10),
        ("name_3", "name", False, 10),
        ("nothing", "type", False, 0),
    ],
)
def test_a_search_counts_what_the_data_count(page: Browser, query: str, field: str, is_whole: bool, count: int) -> None:
    search(page, query, field, is_whole)
    assert page.value(COUNT).startswith(f"{count} symbol")
    assert page.value("location.hash").startswith(f"#query={query}")


def test_a_symbol_of_the_project_is_picked_by_keyboard(page: Browser) -> None:
    assert [text for text in page.value(LISTED) if text.startswith("shop.price")]
    page.value("document.querySelector('#listed button').focus()")
    page.press("Enter")
    shown = page.value(DETAILS)
    assert "shop.py" in shown
    assert "75.0 % int" in shown
    assert ATTACK in shown
    page.press("Escape")
    assert page.value("document.getElementById('details').hidden") is True


def test_the_project_alone(page: Browser) -> None:
    page.value("document.getElementById('own').click()")
    assert page.value(COUNT).startswith("2 symbols")


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_nothing_is_wider_than_the_window(page: Browser, width: int) -> None:
    page.resize(width)
    assert page.value("document.documentElement.scrollWidth") <= width
    assert page.value("document.getElementById('labels').clientWidth") > 200


def test_without_webgl_the_search_works(page: Browser, address: str) -> None:
    script = page.send(
        "Page.addScriptToEvaluateOnNewDocument",
        source="HTMLCanvasElement.prototype.getContext = ((real) => function (kind, ...rest) {"
        "return kind.startsWith('webgl') ? null : real.call(this, kind, ...rest); })"
        "(HTMLCanvasElement.prototype.getContext)",
    )
    page.open(address)
    page.wait("document.body.dataset.ready === 'yes'")
    assert page.value("document.getElementById('no-webgl').hidden") is False
    search(page, "int", is_whole=True)
    assert page.value(COUNT).startswith("11 symbols")
    page.send("Page.removeScriptToEvaluateOnNewDocument", identifier=script["identifier"])
