"""Message passing side by side: time of one forward and backward pass, as ratios to what is in use.

First forms of the same maximum, then whole steps of all convolutions that `--set convolution=NAME` knows.

Run: python -m benchmarks.convolution [--nodes 20000] [--hidden 64] [--threads 1] [--device cpu]
"""

from __future__ import annotations

import argparse
import functools
import statistics
import time
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn

from graph_extraction.graph import TABLE_1, EdgeType
from typilus.neural.batching import MessagePlan, collate
from typilus.neural.convolutions import CONVOLUTIONS, GatedRelationalConv
from typilus.neural.encoded_graph import EncodedGraph

Form = Callable[[Tensor], Tensor]

NUM_RELATIONS = 2 * len(TABLE_1)


def code_like_graph(num_nodes: int, seed: int = 0) -> EncodedGraph:
    """A graph with the degrees of real files: token chains, a tree, and hubs that many tokens point to."""
    rng = np.random.default_rng(seed)
    tokens, tree = num_nodes // 2, num_nodes // 3
    hubs = num_nodes - tokens - tree
    chain = np.arange(tokens)
    names = chain[rng.random(tokens) < 0.7]
    hub = tokens + tree + (rng.random(len(names)) ** 2 * hubs).astype(np.int64)
    earlier = np.maximum(np.arange(len(names)) - rng.integers(1, 50, len(names)), 0)
    parents = tokens + np.maximum(np.arange(tree) - rng.integers(1, 20, tree), 0)
    parts = {
        EdgeType.NEXT_TOKEN: (chain[:-1], chain[1:]),
        EdgeType.CHILD: (np.concatenate([tokens + chain * tree // tokens, parents]), np.arange(tokens + tree)),
        EdgeType.NEXT_MAY_USE: (names[earlier], names),
        EdgeType.OCCURRENCE_OF: (names, hub),
    }
    edges = np.concatenate([np.stack(pair) for pair in parts.values()], axis=1).astype(np.int32)
    types = np.concatenate([np.full(len(pair[0]), TABLE_1.index(kind)) for kind, pair in parts.items()]).astype(
        np.uint8
    )
    offsets = np.arange(num_nodes + 1, dtype=np.int32)
    pieces = np.zeros(num_nodes, dtype=np.int32)
    symbols = np.arange(num_nodes, dtype=np.int32)
    return EncodedGraph(pieces, offsets, np.zeros(num_nodes, dtype=np.uint8), edges, types, symbols, symbols[:0])


def forms(conv: GatedRelationalConv, plan: MessagePlan, hidden: int) -> dict[str, Form]:
    """Each form computes the same maximum."""
    (source, target), relation = plan.edges()
    ends = plan.message_offset.new_tensor([len(plan.message_row)])
    counts = plan.message_offset.diff(append=ends)

    def messages(x: Tensor) -> Tensor:
        rows = torch.split(x.index_select(0, plan.row_source), list(plan.row_counts))
        return torch.cat([part @ weight for part, weight in zip(rows, conv.weight, strict=True)])

    def filled(found: Tensor) -> Tensor:
        return torch.where(counts[:, None] > 0, found, 0.0)

    def plain(x: Tensor) -> Tensor:
        conv.fuse = False
        found = conv.receive(x, plan)
        conv.fuse = True
        return found

    def index_reduce(x: Tensor) -> Tensor:
        out = x.new_full((plan.num_targets, hidden), -1e30)
        return filled(out.index_reduce(0, target, messages(x).index_select(0, plan.message_row), "amax"))

    def scatter_reduce(x: Tensor) -> Tensor:
        out = x.new_full((plan.num_targets, hidden), -1e30)
        index = target[:, None].expand(-1, hidden)
        return filled(out.scatter_reduce(0, index, messages(x).index_select(0, plan.message_row), "amax"))

    def one_map_for_all(x: Tensor) -> Tensor:
        every = torch.einsum("nh,rho->nro", x, conv.weight)
        out = x.new_full((plan.num_targets, hidden), -1e30)
        return filled(out.index_reduce(0, target, every[source, relation], "amax"))

    return {
        "rows + embedding_bag (in use)": lambda x: conv.receive(x, plan),
        "messages + aggregate (plain)": plain,
        "rows + index_reduce": index_reduce,
        "rows + scatter_reduce": scatter_reduce,
        "all relations + index_reduce": one_map_for_all,
    }


def steps(plan: MessagePlan, hidden: int) -> dict[str, Form]:
    """A whole step of each convolution that a configuration can name, the one in use first."""
    device = plan.row_source.device
    names = sorted(CONVOLUTIONS.names, key=lambda name: name != "gated")
    made = {name: CONVOLUTIONS.get(name)(hidden, NUM_RELATIONS).to(device) for name in names}
    return {name: functools.partial(_step, conv, plan) for name, conv in made.items()}


def _step(conv: nn.Module, plan: MessagePlan, x: Tensor) -> Tensor:
    updated: Tensor = conv(x, plan)
    return updated


def seconds(form: Form, x: Tensor, repeats: int) -> float:
    """Median time of forward and backward."""
    taken = []
    for _ in range(repeats):
        started = time.perf_counter()
        torch.autograd.backward(form(x).sum())
        if x.is_cuda:
            torch.cuda.synchronize()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=20_000)
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--repeats", type=int, default=7)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    conv = GatedRelationalConv(options.hidden, NUM_RELATIONS).to(options.device)
    plan = collate([code_like_graph(options.nodes)], 1, len(TABLE_1)).plans[0].to(torch.device(options.device))
    x = torch.randn(options.nodes, options.hidden, device=options.device, requires_grad=True)
    for title, compared in (
        ("the maximum", forms(conv, plan, options.hidden)),
        ("a step", steps(plan, options.hidden)),
    ):
        print(title)
        timed = {name: seconds(form, x, options.repeats) for name, form in compared.items()}
        base = next(iter(timed.values()))
        for name, value in timed.items():
            print(f"  {name:34} {value / base:6.2f}x  {options.nodes / value:12,.0f} nodes/s")


if __name__ == "__main__":
    main()
