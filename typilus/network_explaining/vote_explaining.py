"""Explain where a network places the symbols of a file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from graph_extraction import NodeKind, ProgramGraph, SourceDocument, extract, read_source, token_positions
from typilus import models, neural
from typilus.errors import TypilusError
from typilus.html_views import ShownList
from typilus.model_choice import ModelChoice
from typilus.network_explaining.network_explanation import EdgeShare, NetworkExplanation, NodeShare
from typilus.typespace import TypeSpace

if TYPE_CHECKING:
    from typilus.prediction import Predictor

__all__ = ["explain_by_network", "explain_network"]

StrPath = str | os.PathLike[str]
_BACKGROUND = 2_048  # markers of the whole map; without them the share hardly moves, for near markers agree
_SEED = 0


def explain_network(
    path: StrPath, line: int | None = None, *, model: StrPath | Predictor | None = None
) -> list[NetworkExplanation]:
    """Tell which tokens and edges of a file's program graph made the network place symbols where they are.

    A value prints as the lines of code with their tokens shaded (`rich.print`), and so shows itself in a notebook. What
    is explained is the share (Eq. 5) of the type that the network's own vote, without a project, ranks first.

    Args:
        path: Of the file.
        line: In which the symbols are first bound, from 1; all symbols by default.
        model: As for `predict`.

    Raises:
        SourceError: The file cannot be read as Python.
        CheckpointError: This installation has no sound model.
        TypilusError: The model's network has another form than the embedded one's, or torch is not installed.
    """
    return ShownList(explain_by_network(models.find_predictor(ModelChoice(model)), read_source(path), line))


def explain_by_network(
    predictor: Predictor, document: SourceDocument, line: int | None = None
) -> Iterator[NetworkExplanation]:
    """Yield the symbols first bound in a line (from 1), or all but receivers, each with the network's first type.

    Raises:
        TypilusError: The model has another network than one with gated convolutions over graphs, or torch or
            torch_geometric is not installed.
    """
    encoder = _encoder(predictor)
    graph = extract(document)
    places = token_positions(document)
    wanted = [
        position
        for position, symbol in enumerate(graph.symbols)
        if line in (None, symbol.line) and not symbol.is_receiver
    ]
    if not wanted:
        return
    [embedding] = predictor.embedder.embed([graph])
    for position, point in zip(wanted, embedding.symbols[wanted], strict=True):
        first = predictor.space.predict(point[None], 1)[0]
        if not first:
            continue
        parts = neural.contributions(encoder, graph, position, _voters(predictor.space, point, first[0].type))
        nodes, edges = _shares(graph, places, parts)
        yield NetworkExplanation(
            graph.symbols[position], first[0].type, first[0].probability, nodes, edges, document.text
        )


def _encoder(predictor: Predictor) -> neural.Encoder:
    files = getattr(predictor.embedder, "files", None)  # of a network that predicts in numpy
    if not isinstance(files, neural.NetworkFiles):
        raise TypilusError(
            "only a network with the graph encoder and gated convolutions can be explained, loaded for the CPU; this "
            "model has another"
        )
    if find_spec("torch") is None or find_spec("torch_geometric") is None:
        raise TypilusError(
            "explaining the network needs torch and torch_geometric, which are not installed: pip install "
            "'typilus[train]'"
        )
    return neural.build_model(files).encoder


def _voters(space: TypeSpace, point: npt.NDArray[np.float32], type_: str) -> neural.Voters:
    """The markers that vote on a symbol, and some of the whole map."""
    ids = space.search(point[None])[0][0]
    size = len(space.map)
    sample = np.random.default_rng(_SEED).choice(size, min(_BACKGROUND, size), replace=False)
    rows = np.concatenate([ids[(ids >= 0) & (ids < size)], sample])
    is_type = space.map.type_ids[rows] == space.map.types.index(type_)
    return neural.Voters(np.asarray(space.map.points[rows], np.float32), is_type, space.rule.p, space.rule.epsilon)


def _shares(
    graph: ProgramGraph, places: Sequence[tuple[int, int]], parts: neural.Contributions
) -> tuple[tuple[NodeShare, ...], tuple[EdgeShare, ...]]:
    """Nodes and edges by the size of their shares."""
    whole = sum(map(abs, parts.nodes.values())) or 1.0
    nodes = {node: _node(graph, places, node, value / whole) for node, value in parts.nodes.items()}
    whole = sum(map(abs, parts.edges.values())) or 1.0
    edges = [
        EdgeShare(relation, nodes[source], nodes[target], value / whole)
        for (relation, source, target), value in parts.edges.items()
    ]
    by_size = sorted((node for node in nodes.values() if node.share), key=lambda node: -abs(node.share))
    edges = sorted((edge for edge in edges if edge.share), key=lambda edge: -abs(edge.share))
    return tuple(by_size), tuple(edges)


def _node(graph: ProgramGraph, places: Sequence[tuple[int, int]], node: int, share: float) -> NodeShare:
    kind = NodeKind(int(graph.node_kind[node]))
    line, column = places[node] if kind is NodeKind.TOKEN else (None, None)
    return NodeShare(kind.name.lower(), graph.labels[graph.node_label[node]], line, column, share)
