"""One HTML page from a template, a style, scripts and data.

The page holds its data as JSON in an element that is not run, and its script puts texts into it as text nodes, so
nothing that stands in the data can become part of the page. A content security policy allows this one script and this
one style, by their hashes, and no request at all.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from graph_extraction.intake import read_bytes

__all__ = ["PageParts", "build_page", "clean", "compact_json", "packed"]

_PLACEHOLDER = re.compile(r"@([A-Z]+)@")
_SHARED_SCRIPTS = ("elements.js",)


@dataclass(frozen=True, slots=True)
class PageParts:
    """The files that a page is made of, all in one folder.

    Attributes:
        folder: Folder of the files.
        template: HTML with the places `@POLICY@`, `@TITLE@`, `@STYLE@`, `@DATA@` and `@SCRIPT@`.
        style: CSS.
        scripts: JavaScript, in the order in which it is run. What all pages share is run before.
    """

    folder: Path
    template: str
    style: str
    scripts: tuple[str, ...]


def build_page(parts: PageParts, title: str, data: Any) -> str:
    """Return the page that shows some data, the same for the same data."""
    style, script = _asset(parts.folder / parts.style), _script(parts)
    texts = {
        "POLICY": (
            f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
        "TITLE": escape(clean(title)),
        "STYLE": style,
        "SCRIPT": script,
        "DATA": compact_json(data).replace("<", "\\u003c"),
    }
    # In one pass: what is put in is not searched for further places.
    return _PLACEHOLDER.sub(lambda match: texts[match[1]], _asset(parts.folder / parts.template))


def packed(content: bytes) -> str:
    """Bytes as text that a page unpacks: compressed, in base64."""
    return base64.b64encode(zlib.compress(content, 9)).decode("ascii")


def compact_json(value: Any) -> str:
    """JSON without spaces. Lone surrogates, which UTF-8 does not have, are replaced."""
    return clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def clean(text: str) -> str:
    """A text that can be written as UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def _asset(path: Path) -> str:
    return read_bytes(path).decode("utf-8")


def _script(parts: PageParts) -> str:
    """All scripts as one, which leaves no names behind."""
    shared = Path(__file__).with_name("assets")
    files = [*(shared / name for name in _SHARED_SCRIPTS), *(parts.folder / name for name in parts.scripts)]
    return '(() => {\n"use strict";\n' + "\n".join(map(_asset, files)) + "})();\n"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
