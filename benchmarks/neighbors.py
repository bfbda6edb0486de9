"""Processor time per query and to build, recall@10 and memory of the neighbour indexes, on one core.

    python -m benchmarks.neighbors                        clusters made up, 250,000 and 1,000,000 markers
    python -m benchmarks.neighbors --map MAP.safetensors  a real type map; a tenth of its markers become queries

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

import numpy as np  # noqa: E402
import numpy.typing as npt  # noqa: E402

from typilus.typespace import AnnoyIndex, ExactIndex, TypeMap, TypeSpace, load_map, recall, tune_search  # noqa: E402

Vectors = npt.NDArray[np.float32]
Measurement = dict[str, float | int | str]
_TUNING, _LATENT = 300, 16


def made_up(count: int, dimension: int, seed: int = 0) -> Vectors:
    """`[count, dimension]` vectors that lie as a trained network's do."""
    rng = np.random.default_rng(seed)
    frequency = 1 / np.arange(1, 8001) ** 1.1
    frequency /= frequency.sum()
    modes = np.clip((frequency * 24_000).astype(int), 1, 400)
    first = np.cumsum(modes) - modes
    centres = rng.standard_normal((len(modes), _LATENT)).repeat(modes, axis=0)
    centres += 0.8 * rng.standard_normal(centres.shape)
    kind = rng.choice(len(modes), count, p=frequency)
    mode = first[kind] + (modes[kind] * rng.random(count) ** 2).astype(int)
    spread = rng.gamma(1.0, 0.5, (count, 1))
    latent = (centres[mode] + spread * rng.standard_normal((count, _LATENT))).astype(np.float32)
    vectors = latent @ (rng.standard_normal((_LATENT, dimension)) / np.sqrt(_LATENT)).astype(np.float32)
    noise = rng.gamma(1.0, 0.15, (count, 1)).astype(np.float32)
    vectors += noise * rng.standard_normal((count, dimension), dtype=np.float32)
    return np.asarray(np.tanh(vectors), np.float32)


def measure(kind: str, markers: Vectors, queries: Vectors, folder: Path) -> Measurement:
    """Time and memory of one index; `annoy` is tuned to a recall@10 of 0.95 on queries of their own."""
    before = _peak_megabytes()
    truth = ExactIndex(markers).query(queries, 10)[1] if kind.startswith("annoy") else None
    started = time.process_time()
    if kind.startswith("annoy"):
        index: AnnoyIndex | ExactIndex = AnnoyIndex.build(markers, folder / "forest")
    else:
        index = ExactIndex(markers, sketch=kind == "exact")
        index.query(queries[:1], 10)
    result: Measurement = {"index": kind, "build s": round(time.process_time() - started, 3)}
    if isinstance(index, AnnoyIndex):
        if kind == "annoy":
            tune_search(index, ExactIndex(markers), queries[:_TUNING], 10, 0.965)
        else:
            index.search = -1
        result["search_k"] = index.search
        result["disk MB"] = round((folder / "forest").stat().st_size / 1e6, 1)
        queries, truth = queries[_TUNING:], None if truth is None else truth[_TUNING:]
    result["one query ms"] = round(_per_query(lambda: [index.query(query[None], 10) for query in queries], queries), 3)
    result["100 queries ms"] = round(100 * _per_query(lambda: index.query(queries, 10), queries), 1)
    result["recall@10"] = 1.0 if truth is None else round(recall(index, queries, truth), 4)
    result["memory MB"] = round(_peak_megabytes() - before)
    return result


def measure_batch(markers: Vectors, queries: Vectors, folder: Path) -> Measurement:
    """Eq. 5 over many queries: what an evaluation costs."""
    del folder
    space = TypeSpace(TypeMap(markers, ("a", "b"), (np.arange(len(markers)) % 2).astype(np.int32)))
    started = time.process_time()
    space.rank(queries)
    return {"index": "exact, Eq. 5 included", "queries": len(queries), "s": round(time.process_time() - started, 1)}


def _per_query(run: Callable[[], object], queries: Vectors) -> float:
    """Milliseconds of processor time per query, the best of three runs."""
    best = np.inf
    for _ in range(3):
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


def _in_child(kind: str, source: Path, queries: int) -> Measurement:
    vectors = np.load(source, allow_pickle=False)
    markers, asked = vectors[:-queries], vectors[-queries:]
    with tempfile.TemporaryDirectory() as folder:
        if kind == "batch":
            return measure_batch(markers, asked, Path(folder))
        return measure(kind, markers, asked[:1000], Path(folder))


def benchmark(vectors: Vectors, queries: int, batch: bool) -> list[Measurement]:
    """All indexes over all but the last `queries` vectors, which are asked for."""
    rows: list[Measurement] = []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "vectors.npy"
        np.save(source, vectors, allow_pickle=False)
        context = multiprocessing.get_context("spawn")
        for kind in ("exact", "exact, no sketch", "annoy", "annoy, its own search_k", *(["batch"] if batch else [])):
            with context.Pool(1) as pool:
                row = pool.apply(_in_child, (kind, source, queries))
            rows.append({"markers": len(vectors) - queries, "dimension": vectors.shape[1], **row})
            print(json.dumps(rows[-1]), flush=True)
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and print one JSON object a measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--map", type=Path, help="a type map to measure on")
    parser.add_argument("--sizes", type=int, nargs="+", default=[250_000, 1_000_000], help="markers to make up")
    parser.add_argument("--dimensions", type=int, nargs="+", default=[64, 128], help="of made-up vectors")
    parser.add_argument("--batch", type=int, default=0, help="also predict for so many queries at once")
    parser.add_argument("--output", type=Path, help="write all measurements as one JSON array")
    options = parser.parse_args(arguments)
    asked = max(1000, options.batch)
    rows: list[Measurement] = []
    if options.map is not None:
        vectors = np.random.default_rng(0).permutation(load_map(options.map).vectors)
        rows += benchmark(vectors, min(asked, len(vectors) // 10), options.batch > 0)
    else:
        for dimension in options.dimensions:
            for size in options.sizes:
                rows += benchmark(made_up(size + asked, dimension), asked, options.batch > 0)
    if options.output is not None:
        options.output.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
