"""The page as a browser shows it: no complaint, no request, counts that are the data's, keyboard, three sizes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.typilus.explorer.samples import COUNT, SYMBOL, sample_picture
from tests.typilus.reporting.browser import CHROMIUM, NO_WEBGL, SOFTWARE_WEBGL, Browser
from tests.typilus.reporting.samples import ATTACK
from typilus.explorer import page_of

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")

PICTURE = sample_picture()
TYPES = [PICTURE.type_map.marker(row).type for row in range(COUNT)]
COUNTED = "document.getElementById('count').textContent"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "space.html"
    path.write_text(page_of(PICTURE), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile"), SOFTWARE_WEBGL) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Browser]:
    """The page. Whatever a test does, it must not complain, load anything, or run an attack."""
    browser.complaints.clear()
    browser.requests.clear()
    browser.resize(1400)
    browser.open(address)
    browser.wait("document.body.dataset.ready === 'yes'")
    yield browser
    assert browser.value("typeof window.hacked") == "undefined"
    assert browser.value("document.images.length + document.scripts.length") == 2
    assert browser.complaints == []
    requested = {request.partition("#")[0] for request in browser.requests if not request.startswith("blob:")}
    assert requested <= {address, "about:blank"}


def search(page: Browser, query: str, field: str = "type", whole: bool = False) -> None:
    page.value(f"document.getElementById('query').value = {query!r}")
    page.value(f"document.getElementById('field').value = {field!r}")
    page.value(f"document.getElementById('whole').checked = {str(whole).lower()}")
    page.value("document.getElementById('field').dispatchEvent(new Event('change'))")


def mouse(page: Browser, kind: str, x: float, y: float, **values: object) -> None:
    page.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1, **values)


def stage(page: Browser) -> tuple[float, float, float, float]:
    box = page.value("(({x, y, width, height}) => [x, y, width, height])(labels.getBoundingClientRect())")
    return box[0], box[1], box[2], box[3]


@pytest.mark.parametrize(("query", "whole"), [("str", False), ("str", True), ("PATHLIB", False), ("none", False)])
def test_the_search_counts_what_the_data_count(page: Browser, query: str, whole: bool) -> None:
    search(page, query, whole=whole)
    own = ["shop.Shop", "shop.Shop"]  # what the votes say of the one, what is written at the other
    hits = [text for text in TYPES + own if (text == query if whole else query.lower() in text.lower())]
    symbols = f"{len(hits)} symbol{'s' * (len(hits) != 1)}"
    assert page.value(COUNTED) == f"{symbols} of {len(set(hits))} type{'s' * (len(set(hits)) != 1)} selected"
    assert page.value("location.hash").startswith(f"#query={query}&field=type")


def test_names_and_files_are_searched_and_classes_lead_to_their_symbols(page: Browser) -> None:
    search(page, "name_3", "name", whole=True)
    assert page.value(COUNTED).startswith(f"{sum(n % 7 == 3 and n != 5 for n in range(COUNT))} symbols")
    search(page, "lib/2.py", "file")
    assert page.value(COUNTED).startswith("50 symbols")
    page.value("document.querySelector('#classes button').click()")
    assert page.value(COUNTED) == "2 symbols of 1 type selected"


def test_the_lasso_selects_what_lies_inside(page: Browser) -> None:
    left, top, width, height = stage(page)
    corners = [(0.01, 0.01), (0.99, 0.01), (0.99, 0.99), (0.01, 0.99), (0.01, 0.02)]
    page.value("document.getElementById('lasso').click()")
    mouse(page, "mousePressed", left + 0.01 * width, top + 0.01 * height)
    for x, y in corners:
        mouse(page, "mouseMoved", left + x * width, top + y * height, buttons=1)
    mouse(page, "mouseReleased", left + 0.01 * width, top + 0.02 * height)
    assert page.value(COUNTED).startswith(f"{COUNT + 2} symbols of")
    page.value("document.getElementById('clear').click()")
    assert "selected" not in page.value(COUNTED)


def test_a_click_shows_votes_neighbors_and_the_line_of_code(page: Browser) -> None:
    left, top, width, height = stage(page)
    half = 0.94 * min(width, height) / 2  # the symbol lies in the lower right corner of the picture
    mouse(page, "mousePressed", left + width / 2 + half, top + height / 2 + half)
    mouse(page, "mouseReleased", left + width / 2 + half, top + height / 2 + half)
    details = page.value("document.getElementById('details').textContent")
    assert SYMBOL.code in details
    assert "62.5 % shop.Shop" in details
    assert "1.25 away" in details
    page.value("document.querySelector('#details button').click()")  # its first neighbor
    details = page.value("document.getElementById('details').textContent")
    assert f"{ATTACK}.py:70000, in {ATTACK}" in details
    assert page.value("document.querySelectorAll('#details li').length") == 10


def test_the_points_are_drawn_and_can_be_saved(page: Browser) -> None:
    colors = page.value(
        """new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
          const flat = document.createElement('canvas');
          const source = document.getElementById('points');
          Object.assign(flat, { width: source.width, height: source.height });
          document.getElementById('zoom-in').click();
          requestAnimationFrame(() => {
            const context = flat.getContext('2d');
            context.drawImage(source, 0, 0);
            const pixels = context.getImageData(0, 0, flat.width, flat.height).data;
            const seen = new Set();
            for (let at = 0; at < pixels.length; at += 4) seen.add(pixels.slice(at, at + 3).join());
            resolve([...seen]);
          });
        })))"""
    )
    assert {"255,255,255", "31,119,180"} <= set(colors)  # the page, and the color of the most frequent type
    saved = page.value(
        """new Promise((resolve) => {
          HTMLAnchorElement.prototype.click = function () {
            createImageBitmap(window.made).then(({ width }) => resolve([this.download, width]));
          };
          const create = URL.createObjectURL;
          URL.createObjectURL = (blob) => { window.made = blob; return create(blob); };
          document.getElementById('export').click();
        })"""
    )
    assert saved[0] == "typespace.png"
    assert saved[1] >= 2399


def test_everything_can_be_reached_by_keyboard(page: Browser) -> None:
    seen = []
    for _ in range(14):
        page.press("Tab")
        seen.append(page.value("document.activeElement.id || document.activeElement.className"))
    assert seen[0] == "skip"
    assert {"zoom-in", "lasso", "export", "labels", "query", "field", "whole", "own"} <= set(seen)
    page.value("document.querySelector('#listed button').focus()")
    page.press("Enter")
    assert page.value("document.activeElement.id") == "details"
    page.press("Escape")
    assert page.value("document.getElementById('details').hidden")


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_the_page_fits(page: Browser, width: int) -> None:
    page.resize(width)
    page.value("document.querySelector('#listed button').click()")
    assert page.value("document.documentElement.scrollWidth") <= width


def test_without_webgl_it_says_so_and_still_searches(tmp_path: Path, address: str) -> None:
    with Browser(tmp_path, NO_WEBGL) as browser:
        browser.open(address)
        browser.wait("document.body.dataset.ready === 'yes'")
        assert "needs WebGL" in browser.value("document.getElementById('no-webgl').innerText")
        search(browser, "shop.Shop")
        assert browser.value(COUNTED) == "2 symbols of 1 type selected"
        browser.value("document.querySelector('#listed button').click()")
        assert SYMBOL.code in browser.value("document.getElementById('details').textContent")
