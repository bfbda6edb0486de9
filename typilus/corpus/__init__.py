"""Packages in, deduplicated and labelled graphs out: what the network learns from."""

from __future__ import annotations

from typilus.corpus.build import build_corpus
from typilus.corpus.manifest import Manifest, Package, Side, StandardLibrary, load_manifest
from typilus.corpus.report import CorpusReport
from typilus.corpus.shards import LabelledFile, read_shard, write_shard
from typilus.corpus.splits import Splits, split_of

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
