"""Packages in, deduplicated and labelled graphs out: what the network learns from."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typilus.lab.corpus.build import build_corpus
    from typilus.lab.corpus.manifest import Manifest, Package, Side, StandardLibrary, load_manifest
    from typilus.lab.corpus.report import CorpusReport
    from typilus.lab.corpus.shards import read_shard, write_shard
    from typilus.lab.corpus.splits import Splits, split_of
    from typilus.project import LabelledFile

__all__ = [
    "CorpusReport",
    "LabelledFile",
    "Manifest",
    "Package",
    "Side",
    "Splits",
    "StandardLibrary",
    "build_corpus",
    "load_manifest",
    "read_shard",
    "split_of",
    "write_shard",
]

_HOMES = {
    "build": ("build_corpus",),
    "manifest": ("Manifest", "Package", "Side", "StandardLibrary", "load_manifest"),
    "report": ("CorpusReport",),
    "shards": ("LabelledFile", "read_shard", "write_shard"),
    "splits": ("Splits", "split_of"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: prediction needs the labels of this room, not its downloads."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
