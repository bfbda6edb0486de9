"""Forms of max message passing side by side: time of one forward and backward pass, as ratios to the one in use.

Run: python -m benchmarks.convolution [--nodes 20000] [--hidden 64] [--threads 1] [--device cpu]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from graph_extraction.graph import TABLE_1, EdgeType
from typilus.neural.batching import MessagePlan, collate
from typilus.neural.convolution import GatedRelationalConv
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
    types = np.concatenate([np.full(len(pair[0]), kind) for kind, pair in parts.items()]).astype(np.uint8)
    offsets = np.arange(num_nodes + 1, dtype=np.int32)
    pieces = np.zeros(num_nodes, dtype=np.int32)
    symbols = np.arange(num_nodes, dtype=np.int32)
    return EncodedGraph(pieces, offsets, np.zeros(num_nodes, dtype=np.uint8), edges, types, symbols, symbols[:0])


def forms(conv: GatedRelationalConv, plan: MessagePlan, hidden: int) -> dict[str, Form]:
    """Each form computes the same maximum."""
    rows_of = torch.repeat_interleave(torch.arange(NUM_RELATIONS), torch.tensor(plan.row_counts)).to(
        plan.row_source.device
    )
    counts = torch.diff(
        plan.message_offset, append=torch.tensor([len(plan.message_row)], device=plan.message_offset.device)
    )
    target = torch.repeat_interleave(torch.arange(plan.num_targets, device=counts.device), counts)
    relation, source = rows_of[plan.message_row], plan.row_source[plan.message_row]

    def messages(x: Tensor) -> Tensor:
        rows = torch.split(x.index_select(0, plan.row_source), list(plan.row_counts))
        return torch.cat([part @ weight for part, weight in zip(rows, conv.weight, strict=True)])

    def in_use(x: Tensor) -> Tensor:
        return conv.aggregate(x, plan)

    def filled(found: Tensor) -> Tensor:
        return torch.where(counts[:, None] > 0, found, 0.0)

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

    found: dict[str, Form] = {
        "rows + embedding_bag (in use)": in_use,
        "rows + index_reduce": index_reduce,
        "rows + scatter_reduce": scatter_reduce,
        "all relations + index_reduce": one_map_for_all,
    }
    try:
        from torch_geometric.nn import RGCNConv  # noqa: PLC0415 - it may be missing
    except ImportError:
        return found
    peer = RGCNConv(hidden, hidden, NUM_RELATIONS, aggr="max", root_weight=False, bias=False).to(target.device)
    edge_index = torch.stack([source, target])
    # RGCNConv reduces within each relation and adds these up: the nearest thing PyG has, as a yardstick of cost.
    found["PyG RGCNConv(aggr='max')"] = lambda x: peer(x, edge_index, relation)
    return found


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
    timed = {name: seconds(form, x, options.repeats) for name, form in forms(conv, plan, options.hidden).items()}
    base = next(iter(timed.values()))
    for name, value in timed.items():
        print(f"{name:34} {value / base:6.2f}x  {options.nodes / value:12,.0f} nodes/s")


if __name__ == "__main__":
    main()
