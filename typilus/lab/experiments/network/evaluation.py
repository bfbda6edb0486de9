"""Evaluate a model on a corpus on disk, as `typilus evaluate` does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from typilus import neural
from typilus.annotation_types import TypeLattice, erase, parse_type
from typilus.counting import counted
from typilus.errors import CorpusError, TypeExpressionError
from typilus.files import whole_file
from typilus.lab.corpus.corpus_manifest import SIDES
from typilus.lab.corpus.shards import FilePlace, read_shard
from typilus.lab.corpus.splits import Placed, SplitKind, Splits, is_in_share
from typilus.lab.experiments.network.class_answers import ClassAnswers, with_types
from typilus.lab.experiments.network.embedded_symbols import (
    EmbeddedSymbols,
    SymbolEmbedder,
    Vectors,
    collect_symbols,
)
from typilus.lab.experiments.network.experiments import ROWS, VALIDATION_SAMPLE, Experiment, Row, RowResult
from typilus.lab.experiments.network.metrics import Judge
from typilus.lab.experiments.network.network_report import write_report
from typilus.lab.experiments.network.plots import save_plots
from typilus.lab.experiments.network.symbol_table import SymbolTable
from typilus.typespace import CELLS_FROM, CellIndex, make_cells

if TYPE_CHECKING:
    from typilus.neural import Model
    from typilus.project import LabeledFile
    from typilus.typespace import NeighborIndex, VotingRule

__all__ = [
    "Evaluation",
    "EvaluationSettings",
    "Workbench",
    "bulk_index",
    "corpus_files",
    "corpus_key",
    "judge_of",
    "load_network",
    "load_symbols",
    "run_evaluation",
    "save_report",
]

_REACH = 1.8


def _tell_nobody(message: str) -> None:
    """The callback where nobody listens."""


@dataclass(frozen=True, slots=True)
class Workbench:
    """The means of putting a network to work on a corpus.

    Attributes:
        device: Device for embedding and searching.
        cache: File that keeps the embeddings for another call, None for none.
        announce: Callback for progress messages.
    """

    device: str = "cpu"
    cache: Path | None = None
    announce: Callable[[str], None] = _tell_nobody


@dataclass(frozen=True, slots=True)
class EvaluationSettings:
    """The measurement that is asked for.

    Attributes:
        split: `file` for the first row of the final table, `project` for the other two. The model must have been
            trained on the training side of this split.
        side: Side to measure.
        k_max: Largest k to try.
        sample: Maximum number of predicted symbols per side, by default 10,000 to tune on, and all to measure.
        share: Share of the training side's files that are in the map and in the look-up.
    """

    split: SplitKind
    side: str = "test"
    k_max: int = 400
    sample: Mapping[str, int] | None = None
    share: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """Measured rows of one split and the table their queries index."""

    results: tuple[RowResult, ...]
    symbols: EmbeddedSymbols


def corpus_files(folder: Path, is_wanted: Callable[[FilePlace], bool] | None = None) -> Iterator[LabeledFile]:
    """The labeled files of a built corpus, or those that are wanted, always in the same order.

    Raises:
        CorpusError: There are no shards, or one is damaged.
    """

    for shard in _shards(folder):
        yield from read_shard(shard, is_wanted)


def _shards(folder: Path) -> list[Path]:
    shards = sorted((folder / "shards").glob("*.shard"))
    if not shards:
        raise CorpusError(f"{folder}: holds no shards; build a corpus there with `typilus corpus build`")
    return shards


def judge_of(table: SymbolTable) -> Judge:
    """Exact, up to parametric type and type neutral over a table's types and the hierarchy of its classes."""

    lattice = TypeLattice(table.hierarchy)

    def erased(name: str) -> str:
        try:
            return str(erase(parse_type(name)))
        except TypeExpressionError:  # a label that cannot be read equals itself only
            return name

    def is_neutral(prediction: str, truth: str) -> bool:
        try:
            return lattice.is_neutral(parse_type(prediction), parse_type(truth))
        except TypeExpressionError:
            return False

    return Judge(table.types, erased, is_neutral)


def load_symbols(
    corpus_folder: Path,
    split: SplitKind,
    embedder: SymbolEmbedder | None = None,
    cache: Path | None = None,
    sides: Sequence[str] = SIDES,
    share: float = 1.0,
) -> EmbeddedSymbols:
    """Read every counted symbol of a corpus, and embed it if there is a network.

    Args:
        corpus_folder: Folder with `shards/` and `splits.json`.
        split: `file` or `project`.
        embedder: Network, None for the baselines alone.
        cache: File that keeps the vectors, so that a second evaluation of the same model only reads.
        sides: Sides of the split that are read.
        share: Share of the training side's files that are read.

    Raises:
        CorpusError: The corpus cannot be read.
    """

    splits = Splits.load(corpus_folder)

    def side(file: Placed) -> str:
        return splits.split_of(file, split)

    def is_wanted(file: FilePlace) -> bool:
        return side(file) in sides and (side(file) != "train" or is_in_share(file, share))

    def files() -> Iterator[LabeledFile]:
        return corpus_files(corpus_folder, is_wanted)

    if embedder is None or cache is None:
        return collect_symbols(files(), side, embedder)
    part = "" if len(sides) == len(SIDES) and share == 1 else f" {split} {' '.join(sides)} {share:g}"
    key = corpus_key(corpus_folder, embedder.fingerprint + part)
    vectors = _cached_vectors(cache, key)
    if vectors is None:
        symbols = collect_symbols(files(), side, embedder)
        assert symbols.vectors is not None
        cache.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(cache) as file:
            np.savez(file, vectors=symbols.vectors, key=np.array(key))
        return symbols
    bare = collect_symbols(files(), side)
    return EmbeddedSymbols(bare.table, bare.file_side, vectors)


def corpus_key(corpus_folder: Path, fingerprint: str = "") -> str:
    """Return a digest of a built corpus, and of a network's fingerprint.

    Raises:
        CorpusError: There are no shards.
    """
    digest = hashlib.sha256(fingerprint.encode())
    for shard in _shards(corpus_folder):
        with shard.open("rb") as file:
            digest.update(shard.name.encode() + file.read(64))  # a shard begins with the hash of the rest
    return digest.hexdigest()


def _cached_vectors(cache: Path, key: str) -> Vectors | None:
    if not cache.exists():
        return None
    with np.load(cache, allow_pickle=False) as stored:
        return np.asarray(stored["vectors"], np.float32) if str(stored["key"]) == key else None


def run_evaluation(
    model_folder: Path | None, corpus_folder: Path, settings: EvaluationSettings, bench: Workbench | None = None
) -> Evaluation:
    """Measure the rows of one split, with k, p, the project's scale and the tuned look-up from validation.

    Args:
        model_folder: Trained model, None for the baselines alone. One that was trained to classify (`class`) answers
            by its own classifier.
        corpus_folder: Built corpus.
        settings: What to measure.
        bench: Where to measure it, by default on the CPU without a cache.

    Raises:
        CorpusError: The corpus cannot be read.
        CheckpointError: The model cannot be read.
    """
    bench = bench or Workbench()
    embedder = None if model_folder is None else load_network(model_folder, bench.device)
    bench.announce("reading the corpus" if embedder is None else "reading and embedding the corpus")
    sides = [side for side in SIDES if side in ("train", "validation", settings.side)]
    symbols = load_symbols(corpus_folder, settings.split, embedder, bench.cache, sides, settings.share)
    answers = None
    if model_folder is not None and embedder is not None and embedder.config.is_classifier:
        classifier = neural.TypeClassifier.load(model_folder)
        symbols = with_types(symbols, classifier.types)
        answers = ClassAnswers(classifier, symbols.table)
    bench.announce(f"{counted(len(symbols.table), 'symbol')}, {counted(len(symbols.table.types), 'type')}")
    limits = VALIDATION_SAMPLE if settings.sample is None else settings.sample
    index = bulk_index(bench.device)
    experiment = Experiment(symbols, judge_of(symbols.table), index, settings.k_max, sample=limits)
    rows = [row for row in ROWS if row.split == settings.split]
    return Evaluation(tuple(_measure(experiment, row, settings.side, answers, bench.announce) for row in rows), symbols)


def _measure(
    experiment: Experiment, row: Row, side: str, answers: ClassAnswers | None, announce: Callable[[str], None]
) -> RowResult:
    """Measure one row, by the network's own classifier if it has one, else by the vote of neighbors."""
    announce(f"{row.name}: tuning on validation")
    lookup = experiment.tune_lookup(row)
    space: ClassAnswers | VotingRule | None = answers
    if space is None and experiment.symbols.vectors is not None:
        space = experiment.tune_space(row)
    announce(f"{row.name}: {space or 'no network'}, {lookup}; measuring {side}")
    return experiment.measure(row, side, space, lookup)


def bulk_index(device: str = "cpu") -> Callable[[Vectors], NeighborIndex]:
    """Return the constructor of an index for experiments, where whole sides of a corpus are searched.

    On the CPU, large maps are searched by cells: with this reach, 993 of 1,000 true neighbors of 450,000 markers are
    among the first 400, in an eighth of the time that matrix products take.
    """

    def build(vectors: Vectors) -> NeighborIndex:
        if device == "cpu" and len(vectors) >= CELLS_FROM:
            return CellIndex(vectors, make_cells(vectors), _REACH)
        from typilus.lab.experiments.network.torch_index import TorchIndex

        return TorchIndex(vectors, device)

    return build


def load_network(model_folder: Path, device: str) -> Model:
    """The network of a model folder, on a device.

    Raises:
        CheckpointError: It cannot be read.
    """
    from typilus.neural import load_model

    model = load_model(model_folder)
    model.encoder.to(device)
    return model


def save_report(folder: Path, evaluation: Evaluation, announce: Callable[[str], None] = _tell_nobody) -> None:
    """Write the results of an evaluation into a folder, and pictures of them if matplotlib is installed."""

    results = evaluation.results
    write_report(folder, results, [evaluation.symbols.table] * len(results))
    if find_spec("matplotlib") is None:
        announce("no pictures: matplotlib is not installed")
    else:
        save_plots(folder, results)
    announce(f"wrote {folder}")
