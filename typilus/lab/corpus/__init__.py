"""Packages in, deduplicated and labeled graphs out: what the network learns from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.lab.corpus.build import build_corpus
    from typilus.lab.corpus.corpus_manifest import Manifest, Package, Side, StandardLibrary, load_manifest
    from typilus.lab.corpus.corpus_report import COMMON_FROM, CorpusReport
    from typilus.lab.corpus.own_code import copy_sources, import_paths, own_manifest
    from typilus.lab.corpus.sample_corpus import sample_manifest
    from typilus.lab.corpus.shards import read_shard, write_shard
    from typilus.lab.corpus.splits import SplitKind, Splits, split_of
    from typilus.lab.corpus.text_shards import TextReport, read_texts, write_texts
    from typilus.project import LabeledFile

__all__ = [
    "COMMON_FROM",
    "CorpusReport",
    "LabeledFile",
    "Manifest",
    "Package",
    "Side",
    "SplitKind",
    "Splits",
    "StandardLibrary",
    "TextReport",
    "build_corpus",
    "copy_sources",
    "import_paths",
    "load_manifest",
    "own_manifest",
    "read_shard",
    "read_texts",
    "sample_manifest",
    "split_of",
    "write_shard",
    "write_texts",
]

__getattr__ = lazy_names(
    __name__,
    {
        "build": ("build_corpus",),
        "corpus_manifest": ("Manifest", "Package", "Side", "StandardLibrary", "load_manifest"),
        "corpus_report": ("COMMON_FROM", "CorpusReport"),
        "own_code": ("copy_sources", "import_paths", "own_manifest"),
        "sample_corpus": ("sample_manifest",),
        "shards": ("LabeledFile", "read_shard", "write_shard"),
        "text_shards": ("TextReport", "read_texts", "write_texts"),
        "splits": ("SplitKind", "Splits", "split_of"),
    },
)
