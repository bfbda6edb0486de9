"""The page without a browser: its data are the picture's, it asks for nothing, and it is the same each time."""

from __future__ import annotations

import base64
import json
import re
import zlib
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.typilus.explorer.samples import COUNT, SYMBOL, sample_picture
from tests.typilus.reporting.samples import ATTACK
from typilus.explorer import SpacePage, page_of


def data_of(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def numbers(packed: str) -> npt.NDArray[np.int64]:
    planes = np.frombuffer(zlib.decompress(base64.b64decode(packed)), np.uint8).reshape(-1, COUNT)
    return np.asarray(sum(plane.astype(np.int64) << 8 * shift for shift, plane in enumerate(planes)))


def texts(packed: str) -> Any:
    return json.loads(zlib.decompress(base64.b64decode(packed)))


def test_the_data_are_those_of_the_picture() -> None:
    picture = sample_picture()
    data = data_of(page_of(picture))
    columns = {name: numbers(column) for name, column in data["columns"].items()}
    tables = {name: texts(table) for name, table in data["texts"].items()}
    assert np.array_equal(np.stack([columns["x"], columns["y"]], axis=1), picture.positions)
    for row in range(COUNT):
        marker = picture.type_map.marker(row)
        assert tables["types"][columns["type"][row]] == marker.type
        assert tables["names"][columns["name"][row]] == marker.name
        assert tables["paths"][columns["path"][row]] == marker.path
        assert tables["projects"][columns["project"][row]] == marker.project
        assert columns["line"][row] == marker.line
    assert tables["types"][0] == "str"  # the most frequent
    assert texts(data["symbols"])[0][7:] == [None, [["shop.Shop", 0.625], ["str", 0.375]], [[5, 1.25], [301, 2.5]]]


def test_it_is_the_same_each_time_and_asks_for_nothing() -> None:
    page = page_of(sample_picture())
    assert page == page_of(sample_picture())
    assert ATTACK not in page
    assert page.count("<script") == 2
    assert "default-src 'none'" in page
    outside = page.replace(json.dumps(data_of(page)["title"]), "")
    assert not re.search(r"url\(|@import|\bfetch\(|XMLHttpRequest|WebSocket|import\(|<link|<img", outside)


def test_a_notebook_shows_the_page_in_a_frame_of_its_own() -> None:
    page = SpacePage(sample_picture())
    shown = page._repr_html_()
    source = re.search(r'srcdoc="([^"]*)"', shown)
    assert source
    assert unescape(source[1]) == page_of(page.picture)
    assert "allow-same-origin" not in shown
    assert re.fullmatch(r"<SpacePage .+: \d+ markers?, \d+ symbols?>", repr(page), re.DOTALL)


def test_it_is_saved(tmp_path: Path) -> None:
    SpacePage(sample_picture()).save(tmp_path / "space.html")
    assert SYMBOL.path in zlib.decompress(
        base64.b64decode(data_of((tmp_path / "space.html").read_text("utf-8"))["symbols"])
    ).decode("utf-8")
