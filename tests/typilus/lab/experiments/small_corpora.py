"""Tiny labeled files, made from a few words a symbol, and vectors for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from graph_extraction.graph import TABLE_1, NodeKind, Obstacle, ProgramGraph, Symbol, SymbolKind
from typilus.project import Embedding
from typilus.project.labeled_file import LabeledFile


def graph_of(names: Sequence[str], kinds: Sequence[SymbolKind], path: str) -> ProgramGraph:
    """A graph without edges whose nodes are the symbols."""
    return ProgramGraph(
        path=path,
        labels=tuple(names),
        node_kind=np.full(len(names), NodeKind.SYMBOL, np.uint8),
        node_label=np.arange(len(names), dtype=np.int32),
        edges={edge: np.zeros((2, 0), np.int32) for edge in TABLE_1},
        symbols=tuple(
            Symbol(node, kind, "", name, node + 1, 0, obstacle=Obstacle.RECEIVER if name == "self" else None)
            for node, (name, kind) in enumerate(zip(names, kinds, strict=True))
        ),
    )


def labeled_file(place: str, symbols: str, hierarchy: Mapping[str, tuple[str, ...]] | None = None) -> LabeledFile:
    """`labeled_file("shop/a.py", "user:str count:int r/total:float x:")`: name:label, with `v/`, `a/`, `r/` before."""
    letters = {"v": SymbolKind.VARIABLE, "a": SymbolKind.ATTRIBUTE, "r": SymbolKind.RETURN, "p": SymbolKind.PARAMETER}
    names, kinds, labels = [], [], []
    for word in symbols.split():
        name, _, label = word.partition(":")
        letter, slash, rest = name.partition("/")
        names.append(rest if slash else name)
        kinds.append(letters[letter] if slash else SymbolKind.PARAMETER)
        labels.append(label or None)
    project, _, _ = place.partition("/")
    return LabeledFile(project, place, "", graph_of(names, kinds, place), tuple(labels), dict(hierarchy or {}))


class NameVectors:
    """An embedder that knows nothing but the name: equal names lie together, others apart."""

    dimension = 8
    fingerprint = "names"

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[Embedding]:
        seeds = [[sum(map(ord, s.name)) * 31 + len(s.name) for s in graph.symbols] for graph in graphs]
        rows = [[np.random.default_rng(seed).normal(size=8) for seed in of_graph] for of_graph in seeds]
        return [Embedding(np.stack(of_graph).astype(np.float32).reshape(-1, 8)) for of_graph in rows]

    def embed_symbols(
        self, graphs: Sequence[ProgramGraph], positions: Sequence[npt.NDArray[np.int64]]
    ) -> list[npt.NDArray[np.float32]]:
        return [
            np.asarray(embedding.symbols[chosen], np.float32)
            for embedding, chosen in zip(self.embed(graphs), positions, strict=True)
        ]
