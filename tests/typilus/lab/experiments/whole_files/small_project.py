"""A small annotated project, and its erased copy."""

from __future__ import annotations

import re
from pathlib import Path

from typilus.lab.experiments.joined.project_copies import ProjectCopies, copy_project

__all__ = ["SHOP", "copies", "without_gaps"]

SHOP = """\
class Shop:
    def __init__(self, name: str) -> None:
        self.name = name

    def price(self, item: str, count: int = 1) -> float:
        return len(item) * count * 1.0


def total(shop: Shop, items: list[str]) -> float:
    return sum(shop.price(item) for item in items)
"""


def copies(folder: Path, **texts: str) -> ProjectCopies:
    """A project of these files, by module, annotated and erased."""
    root = folder / "shops"
    root.mkdir()
    (root / "pyproject.toml").write_text("[project]\n")
    for name, text in (texts or {"shop": SHOP}).items():
        (root / f"{name}.py").write_text(text)
    return copy_project(root, folder / "copies")


def without_gaps(text: str) -> str:
    """The text without the blanks that erasing leaves before commas, colons and brackets."""
    return re.sub(r"[ ]+(?=[,:)])", "", text)
