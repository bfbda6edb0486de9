"""The encoders side by side: what each reads in a second, and the time of one epoch as ratio to the graph encoder's.

    python -m benchmarks.encoders FOLDER [--files 30] [--bfloat16] [--device cpu]

Each encoder embeds all symbols of the same files with the sizes of the default configuration, forward alone and forward
and backward, in batches of `batch_nodes`: the faster of two rounds, on a CPU in seconds of one thread that others on
the machine do not lengthen. `--bfloat16` is what training uses where the device has it. The paper (section 6.1)
measured 7.3 s an epoch of its graph network, and 29 times as long of its biRNN, on a GPU.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from rich.console import Console
from rich.table import Table

from graph_extraction import ProgramGraph, SourceError, extract_file
from typilus.models import embedded_folder
from typilus.neural import ENCODERS, Encoder, TrainingConfig, Vocabulary, read_network


@dataclass(frozen=True)
class Timing:
    """Seconds for all files: to prepare them, to read them, and to read them and compute gradients."""

    size: int
    prepare: float
    forward: float
    training: float


def batches(encoder: Encoder, graphs: Sequence[ProgramGraph]) -> list[Any]:
    """All symbols of the files in batches of `batch_nodes`."""
    parts: list[list[Any]] = [[]]
    for graph in graphs:
        for _, part in encoder.cut(encoder.prepare(graph), np.arange(len(graph.symbols))):
            if parts[-1] and sum(each.size for each in parts[-1]) + part.size > encoder.config.batch_nodes:
                parts.append([])
            parts[-1].append(part)
    return [encoder.collate(batch).to(encoder.device) for batch in parts if batch]


def timed(encoder: Encoder, graphs: Sequence[ProgramGraph], bfloat16: bool) -> Timing:
    """Measure an encoder on some files."""
    clock = time.perf_counter if encoder.device.type == "cuda" else time.process_time
    started = clock()
    prepared = batches(encoder, graphs)
    prepare = clock() - started
    encoder.train()

    def seconds(backward: bool) -> float:
        started = clock()
        for batch in prepared:
            device = encoder.device.type
            with torch.set_grad_enabled(backward), torch.autocast(device, torch.bfloat16, enabled=bfloat16):
                total = encoder(batch).float().sum()
            if backward:
                torch.autograd.backward(total)
            float(total.detach())  # waits for a GPU
        return clock() - started

    size = sum(batch.size for batch in prepared)
    return Timing(size, prepare, min(seconds(False) for _ in range(2)), min(seconds(True) for _ in range(2)))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=30)
    parser.add_argument("--bfloat16", action="store_true")
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    torch.set_num_threads(1)
    vocabulary = read_network(embedded_folder()).vocabulary
    graphs = read_graphs(options.folder, options.files)
    names = ("graph", *(name for name in ENCODERS.names if name != "graph"))
    timings = {name: timed(build(name, vocabulary, options.device), graphs, options.bfloat16) for name in names}
    base = timings["graph"]
    table = Table(title=f"{len(graphs)} files, {sum(len(graph.symbols) for graph in graphs):,} symbols")
    for column in ("encoder", "prepare s", "reads", "fwd/s", "train/s", "fwd time", "train time"):
        table.add_column(column, justify="right", no_wrap=True)
    for name, timing in timings.items():
        table.add_row(
            name,
            f"{timing.prepare:.2f}",
            f"{timing.size:,}",
            f"{timing.size / timing.forward:,.0f}",
            f"{timing.size / timing.training:,.0f}",
            f"{timing.forward / base.forward:.1f}",
            f"{timing.training / base.training:.1f}",
        )
    Console().print(table)


def build(name: str, vocabulary: Vocabulary, device: str) -> Encoder:
    """An encoder with fresh weights."""
    torch.manual_seed(0)
    return ENCODERS.get(name)(TrainingConfig(encoder=name), vocabulary).to(device)


def read_graphs(folder: Path, count: int) -> list[ProgramGraph]:
    """Graphs of some of the files of a folder, spread over it; those that cannot be read are left out."""
    paths = sorted(folder.rglob("*.py"))
    graphs = []
    for path in paths[:: max(len(paths) // max(count, 1), 1)]:
        try:
            graphs.append(extract_file(path))
        except SourceError:
            continue
    return graphs[:count]


if __name__ == "__main__":
    main()
