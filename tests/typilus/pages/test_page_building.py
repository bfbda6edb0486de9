"""Pages made of parts: closed to what their data say, and the same for the same data."""

from __future__ import annotations

import base64
import json
import re
import zlib
from pathlib import Path

import pytest

from typilus.pages import PageParts, build_page, clean, compact_json, packed


@pytest.fixture
def parts(tmp_path: Path) -> PageParts:
    (tmp_path / "page.html").write_text(
        '<meta content="@POLICY@"><title>@TITLE@</title><style>@STYLE@</style>'
        '<script type="application/json">@DATA@</script><script>@SCRIPT@</script>'
    )
    (tmp_path / "page.css").write_text("body { color: red; }")
    (tmp_path / "one.js").write_text("const one = 1;\n")
    (tmp_path / "two.js").write_text("const two = one;\n")
    return PageParts(tmp_path, "page.html", "page.css", ("one.js", "two.js"))


def test_data_and_title_stay_text(parts: PageParts) -> None:
    data = {"name": "</script><script>alert(1)</script>", "place": "@SCRIPT@ @DATA@"}
    page = build_page(parts, "<b>@STYLE@</b>", data)
    assert page.count("<script") == 2
    assert "<b>" not in page
    assert page.count("color: red") == 1
    written = re.search(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)
    assert written is not None
    assert json.loads(written[1]) == data


def test_scripts_are_one_in_their_order_and_allowed_by_its_hash(parts: PageParts) -> None:
    page = build_page(parts, "", None)
    assert page.index("const one") < page.index("const two")
    assert page == build_page(parts, "", None)
    policy = re.search(r'content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")


def test_texts_are_packed_and_made_writable() -> None:
    assert zlib.decompress(base64.b64decode(packed(b"some text"))) == b"some text"
    assert clean("a\ud800b") == "a?b"
    assert compact_json({"a": [1, "\udc80"]}) == '{"a":[1,"?"]}'
