"""Processor time per query and to build, recall@k and memory of the neighbor indexes, on one core.

    python -m benchmarks.neighbors                        clusters made up, 250,000 and 1,000,000 markers
    python -m benchmarks.neighbors --map MAP.safetensors  a real type map; some of its markers become queries

Made-up vectors lie as embeddings do: Zipf types, many clusters a type, 16 directions, heavy tails; Annoy's own setting
finds about 0.7 of the ten nearest among them. Each index is measured in a process of its own.
"""

from __future__ import annotations

import os

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

import argparse  # noqa: E402
import json  # noqa: E402
import multiprocessing  # noqa: E402
import re  # noqa: E402
import resource  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import numpy as np  # noqa: E402
import numpy.typing as npt  # noqa: E402

from typilus.typespace import (  # noqa: E402
    AnnoyIndex,
    CellIndex,
    ExactIndex,
    NeighborIndex,
    TypeMap,
    TypeSpace,
    load_cells,
    load_map,
    make_cells,
    quantize,
    recall,
    save_cells,
    tune_search,
)

Vectors = npt.NDArray[np.float32]
Measurement = dict[str, float | int | str]
_LATENT, _QUERIES, _TARGETS = 16, 1000, (0.97, 0.99)
# As many as the embedded model lets vote.
_K = 400


def made_up(count: int, dimension: int, seed: int = 0) -> Vectors:
    """`[count, dimension]` vectors that lie as a trained network's do."""
    rng = np.random.default_rng(seed)
    frequency = 1 / np.arange(1, 8001) ** 1.1
    frequency /= frequency.sum()
    modes = np.clip((frequency * 24_000).astype(int), 1, 400)
    first = np.cumsum(modes) - modes
    centers = rng.standard_normal((len(modes), _LATENT)).repeat(modes, axis=0)
    centers += 0.8 * rng.standard_normal(centers.shape)
    kind = rng.choice(len(modes), count, p=frequency)
    mode = first[kind] + (modes[kind] * rng.random(count) ** 2).astype(int)
    spread = rng.gamma(1.0, 0.5, (count, 1))
    latent = (centers[mode] + spread * rng.standard_normal((count, _LATENT))).astype(np.float32)
    vectors = latent @ (rng.standard_normal((_LATENT, dimension)) / np.sqrt(_LATENT)).astype(np.float32)
    noise = rng.gamma(1.0, 0.15, (count, 1)).astype(np.float32)
    vectors += noise * rng.standard_normal((count, dimension), dtype=np.float32)
    return np.asarray(np.tanh(vectors), np.float32)


def measure_exact(folder: Path) -> Measurement:
    """Time and memory of a scan; leaves the true distances behind."""
    markers, queries = _load(folder)
    before, started = _peak_megabytes(), time.process_time()
    index = ExactIndex(markers)
    index.query(queries[:1], _K)
    built = time.process_time() - started
    np.save(folder / "truth.npy", index.query(queries, _K)[1])
    return {
        "index": "exact",
        "build s": round(built, 3),
        **_times(index, queries, before),
    }


def build_annoy(folder: Path, trees: int) -> tuple[float, list[int]]:
    """Build the forest; seconds, and how far it must look for each recall in `_TARGETS`."""
    markers, queries = _load(folder)
    started = time.process_time()
    index = AnnoyIndex.build(markers, folder / "forest", trees)
    built, oracle = time.process_time() - started, ExactIndex(markers)
    # Tuned on a few hundred queries and measured on others: aim a little higher than what is wanted.
    return built, [
        tune_search(index, oracle, queries[: len(queries) * 2 // 5], _K, target + (1 - target) / 4)
        for target in _TARGETS
    ]


def measure_annoy(folder: Path, trees: int, built: float, search: int) -> Measurement:
    """Time, recall and memory of the forest that `build_annoy` left."""
    _, queries = _load(folder)
    tuned = len(queries) * 2 // 5
    queries, truth = queries[tuned:], np.load(folder / "truth.npy")[tuned:]
    before, started = _peak_megabytes(), time.process_time()
    index = AnnoyIndex.load(folder / "forest")
    row: Measurement = {"index": "annoy", "trees": trees, "search_k": search, "build s": round(built, 1)}
    row["load s"] = round(time.process_time() - started, 3)
    index.search = search
    row |= {f"recall@{_K}": round(recall(index, queries, truth), 4), **_times(index, queries, before)}
    return {**row, "disk MB": round((folder / "forest").stat().st_size / 1e6)}


def measure_cells(folder: Path) -> Measurement:
    """Time, recall and memory of the search by cells."""
    markers, queries = _load(folder)
    truth = np.load(folder / "truth.npy")
    before, started = _peak_megabytes(), time.process_time()
    cells, path = make_cells(markers), folder / "cells"
    built = time.process_time() - started
    save_cells(cells, path, "")
    quantized, started = quantize(markers, 4), time.process_time()
    index = CellIndex(quantized, load_cells(path, "", *markers.shape))
    row: Measurement = {"index": "cells, 4 bits", "cells": len(cells.centroids), "build s": round(built, 1)}
    row["load s"] = round(time.process_time() - started, 3)
    # By distances to what was coded: what four bits do to them is not the index's doing.
    exact = CellIndex(markers, cells)
    row |= {f"recall@{_K}": round(recall(exact, queries, truth), 4), **_times(index, queries, before)}
    return {**row, "disk MB": round(path.stat().st_size / 1e6, 1)}


def measure_batch(folder: Path, count: int) -> Measurement:
    """Eq. 5 over many queries: what an evaluation costs."""
    markers, queries = _load(folder, count)
    space = TypeSpace(TypeMap(markers, ("a", "b"), (np.arange(len(markers)) % 2).astype(np.int32)))
    started = time.process_time()
    space.rank(queries)
    seconds = time.process_time() - started
    return {"index": "exact, Eq. 5 included", "queries": len(queries), "s": round(seconds, 1)}


def _load(folder: Path, count: int | None = None) -> tuple[Vectors, Vectors]:
    return np.load(folder / "markers.npy", mmap_mode=None), np.load(folder / "queries.npy")[:count]


def _times(index: NeighborIndex, queries: Vectors, before: float) -> Measurement:
    alone = _per_query(lambda: [index.query(query[None], _K) for query in queries], queries)
    some = _per_query(
        lambda: [index.query(queries[start : start + 45], _K) for start in range(0, len(queries), 45)], queries
    )
    together = _per_query(lambda: index.query(queries, _K), queries)
    return {
        "one query ms": round(alone, 3),
        "45 queries ms": round(45 * some, 1),
        "all at once, ms a query": round(together, 3),
        "memory MB": round(_peak_megabytes() - before),
    }


def _per_query(run: Callable[[], object], queries: Vectors) -> float:
    """Milliseconds of processor time per query, the better of two runs."""
    best = np.inf
    for _ in range(2):
        started = time.process_time()
        run()
        best = min(best, time.process_time() - started)
    return 1000 * best / len(queries)


def _peak_megabytes() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        return float(re.findall(r"VmHWM:\s*(\d+) kB", status.read_text("utf-8"))[0]) / 1e3
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


def benchmark(markers: Vectors, queries: Vectors, batch: int, trees: Sequence[int]) -> list[Measurement]:
    """All indexes over some markers, each in a process of its own."""
    rows: list[Measurement] = []
    context = multiprocessing.get_context("spawn")

    def measured(function: Callable[..., Any], *arguments: object) -> Any:
        with context.Pool(1) as pool:
            return pool.apply(function, arguments)

    def add(row: Measurement) -> None:
        rows.append({"markers": len(markers), "dimension": markers.shape[1], **row})
        print(json.dumps(rows[-1]), flush=True)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        np.save(folder / "markers.npy", markers, allow_pickle=False)
        np.save(folder / "queries.npy", queries, allow_pickle=False)
        add(measured(measure_exact, folder))
        add(measured(measure_cells, folder))
        for count in trees:
            built, searches = measured(build_annoy, folder, count)
            for search in searches:
                add(measured(measure_annoy, folder, count, built, search))
        if batch:
            add(measured(measure_batch, folder, batch))
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and print one JSON object a measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--map", type=Path, help="a type map to measure on")
    parser.add_argument("--sizes", type=int, nargs="+", default=[250_000, 1_000_000], help="markers to make up")
    parser.add_argument("--dimensions", type=int, nargs="+", default=[64, 128], help="of made-up vectors")
    parser.add_argument("--queries", type=int, default=_QUERIES, help="queries; Annoy is tuned on two fifths of them")
    parser.add_argument("--trees", type=int, nargs="*", default=[20], help="of Annoy, one forest each")
    parser.add_argument("--batch", type=int, default=0, help="also predict for so many queries at once")
    parser.add_argument("--output", type=Path, help="write all measurements as one JSON array")
    options = parser.parse_args(arguments)
    asked = max(options.queries, options.batch)
    rows: list[Measurement] = []
    if options.map is not None:
        vectors = np.random.default_rng(0).permutation(load_map(options.map).vectors)
        asked = min(asked, len(vectors) // 10)
        rows += benchmark(vectors[asked:], vectors[:asked], options.batch, options.trees)
    else:
        for dimension in options.dimensions:
            for size in options.sizes:
                vectors = made_up(size + asked, dimension)
                rows += benchmark(vectors[asked:], vectors[:asked], options.batch, options.trees)
    if options.output is not None:
        options.output.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
