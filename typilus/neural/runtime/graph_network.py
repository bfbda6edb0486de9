"""The forward pass of `GraphEncoder`, without gradients and without torch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from graph_extraction import ProgramGraph
from typilus.errors import CheckpointError
from typilus.neural import (
    NUM_ROLES,
    EncodedGraph,
    GraphPlan,
    Network,
    NetworkFiles,
    Positions,
    StepPlan,
    TrainingConfig,
    encode,
    neighborhoods,
    plan_batch,
)
from typilus.neural.runtime.products import product
from typilus.neural.runtime.reductions import reduce_bags

__all__ = ["GraphNetwork"]

Array = npt.NDArray[np.float32]

_GATES: Final = 3


class GraphNetwork(Network):
    """Embeds the symbols and classes of graphs as the `GraphEncoder` with the same weights does, to float32's accuracy.

    Args:
        files: Configuration, vocabulary and weights.

    Raises:
        CheckpointError: The weights do not fit the configuration, or it asks for what only torch computes.
    """

    embeds_classes = True

    def __init__(self, files: NetworkFiles) -> None:
        super().__init__(files.config, files.vocabulary, files.fingerprint)
        if lacking := self.lacks(files.config):
            raise CheckpointError(f"{files.folder}: {lacking}, which needs torch: pip install 'typilus[train]'")
        self.files = files
        weights = files.weights
        shapes = self.expected_shapes(files.config, len(files.vocabulary))
        files.check_shapes(shapes)
        if unknown := sorted(weights.keys() - shapes.keys()):
            raise files.misfit(f"{', '.join(unknown)} should not be there")
        self._pieces, self._roles = weights["pieces.weight"], weights.get("roles.weight")
        if files.config.steps:
            self._shared, self._last = _Step("shared", weights), _Step("last", weights)
        self._output = np.ascontiguousarray(weights["output.weight"].T)

    @staticmethod
    def lacks(config: TrainingConfig) -> str:
        """Return what a configuration asks for and only torch computes, "" if there is nothing."""
        if config.encoder != "graph":
            return f"its encoder is {config.encoder!r}"
        if config.convolution != "gated":
            return f"its convolution is {config.convolution!r}"
        if config.initial_states == "characters":
            return "its initial states are made of characters"
        return ""

    @classmethod
    def expected_shapes(cls, config: TrainingConfig, vocabulary_size: int) -> dict[str, tuple[int, ...]]:
        """The shapes of all weights, by their names."""
        size, gates = config.hidden_size, _GATES * config.hidden_size
        shapes: dict[str, tuple[int, ...]] = {
            "pieces.weight": (vocabulary_size, size),
            "output.weight": (config.embedding_size, size),
        }
        if config.roles:
            shapes["roles.weight"] = (NUM_ROLES, size)
        for name, inputs in (("shared", size), ("last", 2 * size)) if config.steps else ():
            shapes[f"{name}.weight"] = (2 * len(config.relations), size, size)
            shapes[f"{name}.gru.weight_ih"] = (gates, inputs)
            shapes[f"{name}.gru.weight_hh"] = (gates, size)
            shapes[f"{name}.gru.bias_ih"] = shapes[f"{name}.gru.bias_hh"] = (gates,)
        return shapes

    def prepare(self, graph: ProgramGraph) -> EncodedGraph:
        """See `GraphEncoder.prepare`.

        Raises:
            TypilusError: The graph lacks a relation.
        """
        config = self.config
        return encode(graph, self.vocabulary, config.relations, contracted=config.contracted).with_definitions()

    def cut(self, prepared: EncodedGraph, positions: Positions) -> Iterator[tuple[Positions, EncodedGraph]]:
        """See `GraphEncoder.cut`."""
        return neighborhoods(prepared, positions, self.config.steps, self.config.node_limit)

    def read(self, parts: Sequence[EncodedGraph]) -> Array:
        """See `Network.read`."""
        plan = plan_batch(parts, self.config.steps, len(self.config.relations), block=1)
        initial = states = self._initial_states(plan)
        for step in plan.steps[:-1]:
            states = self._shared.update(states, step)
        if plan.steps:
            states = self._last.update(states, plan.steps[-1], initial)
        return product(states[plan.symbol_index], self._output)

    def _initial_states(self, plan: GraphPlan) -> Array:
        """`[N, H]` means of the embeddings of each node's pieces, and its role if roles are known."""
        states = reduce_bags(np.add, self._pieces, plan.pieces, plan.piece_offset)
        counts = np.diff(plan.piece_offset, append=len(plan.pieces))
        states /= np.maximum(counts, 1).astype(np.float32)[:, None]
        if self._roles is not None:
            states += self._roles[plan.role]
        return states


class _Step:
    """The forward pass of `GatedRelationalConv`.

    Args:
        name: Of the convolution among the weights.
        weights: Of the network.
    """

    def __init__(self, name: str, weights: Mapping[str, Array]) -> None:
        self._relations = weights[f"{name}.weight"]
        size = self._relations.shape[-1]
        # The gates of torch's cell in their order (reset, update, new), each a matrix of its own; a part for the
        # aggregated messages, one for the initial states where the step has a residual, one for the states.
        received = weights[f"{name}.gru.weight_ih"].reshape(_GATES, size, -1, size)
        self._received = [np.ascontiguousarray(part.transpose(0, 2, 1)) for part in received.transpose(2, 0, 1, 3)]
        self._kept = np.ascontiguousarray(weights[f"{name}.gru.weight_hh"].reshape(_GATES, size, size).swapaxes(1, 2))
        self._received_bias = weights[f"{name}.gru.bias_ih"].reshape(_GATES, 1, size)
        self._kept_bias = weights[f"{name}.gru.bias_hh"].reshape(_GATES, 1, size)

    def update(self, states: Array, plan: StepPlan, initial: Array | None = None) -> Array:
        """`[num_targets, H]` new states of the first nodes, see `GatedRelationalConv.forward`."""
        count = plan.num_targets
        old = states[:count]
        inputs = [self._aggregate(states, plan)] + ([] if initial is None else [initial[:count]])
        received = self._received_bias + sum(map(product, inputs, self._received))
        kept = product(old, self._kept)
        kept += self._kept_bias
        reset, update = _sigmoid(received[:2] + kept[:2])
        new = np.tanh(received[2] + reset * kept[2])
        updated: Array = new + update * (old - new)
        return updated

    def _aggregate(self, states: Array, plan: StepPlan) -> Array:
        """`[num_targets, H]` elementwise maximum of each target's messages, 0 where there is none."""
        sources = states[plan.row_source]
        ends = np.cumsum(plan.row_counts)[:-1]
        parts = zip(np.split(sources, ends), self._relations, strict=True)
        rows = [product(part, relation) for part, relation in parts if len(part)]
        if not rows:
            return np.zeros((plan.num_targets, states.shape[1]), np.float32)
        return reduce_bags(np.maximum, np.concatenate(rows), plan.message_row, plan.message_offset)


def _sigmoid(values: Array) -> Array:
    # By the hyperbolic tangent, which does not overflow.
    halved: Array = np.tanh(values * np.float32(0.5))
    return (halved + np.float32(1)) * np.float32(0.5)
