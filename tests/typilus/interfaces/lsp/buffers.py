"""Analyzed buffers, and edits made as an editor makes them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types

import typilus
from typilus.annotating import AnnotateSettings
from typilus.interfaces.lsp.buffer_analysis import BufferAnalysis, BufferRequest, analyze
from typilus.interfaces.lsp.buffer_text import BufferText
from typilus.listening import SILENT
from typilus.options import AnnotateOptions

SHOP = '''"""🦆"""
from os import sep


def area(width, height=2.0, *, name: str = "🦆"):
    return width * height


class Shop:
    def __init__(self, path):
        self.items = []
        self.lines = path.read_text().split(sep)

    def add(self, title, count=1): return self.items.append((title, count))

    def size(self, 名="🦆", reverse=False):
        return len(self.items)
'''
"""Parameters and returns with and without defaults, imports that are needed, characters of two UTF-16 units."""


def analyzed(
    text: str, root: Path, least: float = 0.6, encoding: str = "utf-16", former: BufferAnalysis | None = None
) -> BufferAnalysis:
    """What is known of a text that is a file of its own, perhaps after an edit."""
    settings = AnnotateSettings.for_project(root, AnnotateOptions(checker="none"), SILENT)
    request = BufferRequest(BufferText(text, encoding), str(root / "shop.py"))
    return analyze(request, typilus.load(), None, settings, least, former)


def after_edits(text: str, edits: Iterable[types.TextEdit]) -> str:
    """A text after edits in UTF-16 positions. It has no lone carriage returns, which `splitlines` ends lines at."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]

    def offset(position: types.Position) -> int:
        before = lines[position.line].encode("utf-16-le")[: 2 * position.character]
        return starts[position.line] + len(before.decode("utf-16-le"))

    for edit in sorted(edits, key=lambda edit: edit.range.start, reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text
