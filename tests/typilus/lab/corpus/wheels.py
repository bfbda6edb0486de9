"""Tiny wheels made on the spot, and manifests that list them."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path

from typilus.lab.corpus import Manifest, Package, Side


def make_wheel(
    folder: Path, name: str, files: Mapping[str, str], version: str = "1.0", side: Side = "train"
) -> Package:
    """Write a wheel with these files and describe it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for member, text in files.items():
            archive.writestr(zipfile.ZipInfo(member), text)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Package(name, version, path.name, digest, "MIT", f"field of {name}", side)


def shop_source(number: int, functions: int = 6) -> str:
    """A small annotated module, unlike that of any other number."""
    lines = ["from __future__ import annotations", "import decimal", "", f"class Shop{number}:"]
    lines += [f"    def __init__(self, owner{number}: str, rooms{number}: int) -> None:"]
    lines += [f"        self.owner{number} = owner{number}", f"        self.rooms{number}: int = rooms{number}", ""]
    for index in range(functions):
        word = f"{number}_{index}"
        lines += [
            f"def s_{word}(price_{word}: decimal.Decimal, shop_{word}: Shop{number}, note_{word}: str = '') -> bool:",
            f"    total_{word} = price_{word} * {number * 1000 + index}",
            f"    return total_{word} > shop_{word}.rooms{number}",
            "",
        ]
    return "\n".join(lines)


def make_manifest(folder: Path) -> Manifest:
    """Three projects of two modules each, one on every side."""
    sides: tuple[Side, ...] = ("train", "validation", "test")
    packages = []
    for place, side in enumerate(sides):
        name = f"pack{place}"
        files = {
            f"{name}/__init__.py": f"from {name}._inner import Shop{place * 10} as Shop{place * 10}\n",
            f"{name}/_inner.py": shop_source(place * 10),
            f"{name}/desk.py": shop_source(place * 10 + 1)
            + f"\nfrom {name} import Shop{place * 10}\ndef visit(other: Shop{place * 10}) -> int:\n    return 1\n",
        }
        packages.append(make_wheel(folder, name, files, side=side))
    return Manifest(tuple(packages))
