"""A page of any parts: texts stay texts, the policy allows what is in it, the same data give the same page."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from pathlib import Path

import pytest

from typilus.pages import PageParts, build_page, compact_json, packed

ATTACK = '</script><img src="https://example.com" onerror=x>@SCRIPT@'


@pytest.fixture
def parts(tmp_path: Path) -> PageParts:
    (tmp_path / "page.html").write_text(
        "@POLICY@|<h1>@TITLE@</h1><style>@STYLE@</style><script id=data>@DATA@</script><script>@SCRIPT@</script>"
    )
    (tmp_path / "page.css").write_text("h1 {}")
    (tmp_path / "one.js").write_text("one();\n")
    (tmp_path / "two.js").write_text("two();\n")
    return PageParts(tmp_path, "page.html", "page.css", ("one.js", "two.js"))


def test_texts_of_the_data_cannot_leave_their_element(parts: PageParts) -> None:
    page = build_page(parts, ATTACK, {"text": ATTACK})
    title, data = re.search(r"<h1>(.*)</h1>", page), re.search(r"<script id=data>(.*?)</script>", page)
    assert title
    assert data
    assert "<" not in title[1]
    assert "@SCRIPT@" in title[1]
    assert "<" not in data[1]
    assert json.loads(data[1]) == {"text": ATTACK}
    assert page == build_page(parts, ATTACK, {"text": ATTACK})


def test_the_policy_names_the_script_that_runs(parts: PageParts) -> None:
    page = build_page(parts, "x", [])
    script = page.rpartition("<script>")[2].removesuffix("</script>")
    assert script.index("function element(") < script.index("one();") < script.index("two();")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page
    assert page.startswith("default-src 'none';")


def test_what_is_packed_unpacks() -> None:
    assert zlib.decompress(base64.b64decode(packed(b"abc" * 100))) == b"abc" * 100
    assert compact_json({"a": ["\ud800", "é"]}) == '{"a":["?","é"]}'
