"""The page without a browser: whole, closed to injection, the same for the same picture."""

from __future__ import annotations

import base64
import json
import re
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.typilus.explorer.pictures import ATTACK, sample_picture
from typilus.explorer import SpacePage, page_of


def unpacked(text: str) -> bytes:
    return zlib.decompress(base64.b64decode(text))


def column(packed: str, count: int) -> list[int]:
    planes = np.frombuffer(unpacked(packed), np.uint8).reshape(-1, count).astype(np.int64)
    return [sum(byte << (8 * number) for number, byte in enumerate(row)) for row in planes.T.tolist()]


@pytest.fixture(scope="module")
def data() -> Any:
    written = re.search(r'<script type="application/json" id="data">(.*?)</script>', page_of(sample_picture()))
    assert written is not None
    return json.loads(written[1])


def test_the_data_are_the_pictures(data: Any) -> None:
    picture = sample_picture()
    assert data["count"] == 40
    assert column(data["columns"]["x"], 40) == picture.positions[:, 0].tolist()
    assert column(data["columns"]["y"], 40) == picture.positions[:, 1].tolist()
    types = json.loads(unpacked(data["texts"]["types"]))
    shown = [types[number] for number in column(data["columns"]["type"], 40)]
    assert shown == [picture.type_map.marker(row).type for row in range(40)]
    names = json.loads(unpacked(data["texts"]["names"]))
    assert names[column(data["columns"]["name"], 40)[3]] == picture.type_map.marker(3).name
    assert column(data["columns"]["line"], 40) == list(range(1, 41))
    symbols = json.loads(unpacked(data["symbols"]))
    assert [symbol[3] for symbol in symbols] == ["shop.price", ATTACK]
    assert symbols[0][8] == [["int", 0.75], [ATTACK, 0.25]]


def test_nothing_of_the_code_becomes_part_of_the_page() -> None:
    page = page_of(sample_picture())
    assert page.count("<script") == 2
    assert "<img" not in page
    assert page == page_of(sample_picture())


def test_nothing_is_requested() -> None:
    page = page_of(sample_picture())
    assert "default-src 'none'" in page
    assert not re.search(
        r"""\b(?:src|href)=["'](?!#)|url\(|@import|\bfetch\(|XMLHttpRequest|WebSocket|import\(""", page
    )
    assert not re.search(r"https?://", page)


def test_a_notebook_shows_it_in_a_frame(tmp_path: Path) -> None:
    page = SpacePage(sample_picture())
    shown = page._repr_html_()
    assert shown.startswith("<iframe")
    assert shown.count("<") == 2
    page.save(tmp_path / "space.html")
    assert (tmp_path / "space.html").read_text(encoding="utf-8") == page_of(page.picture)
