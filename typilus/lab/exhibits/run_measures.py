"""The numbers of one trained run that tables and curves are made of, kept beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt

from graph_extraction import SYMBOL_KINDS
from typilus.lab.corpus import COMMON_FROM, SplitKind
from typilus.lab.exhibits.estimates import Estimate, over_files
from typilus.lab.exhibits.run_folders import write_json
from typilus.lab.experiments import network
from typilus.neural import read_config

__all__ = ["CRITERIA", "LOOKUP", "NETWORK", "RunMeasures", "measure_run"]

CRITERIA: Final = ("exact", "parametric", "neutral")
NETWORK, LOOKUP = "typilus", "look-up, tuned"
"""Names of the methods that are measured."""
_SAMPLE: Final = {"validation": 10_000, "test": 40_000}
_FILES: Final = {"validation": "measures-validation.json", "test": "measures.json"}

Rates = Mapping[str, Mapping[str, Estimate | None]]


@dataclass(frozen=True, slots=True)
class RunMeasures:
    """The numbers of a run on one side of the split.

    Attributes:
        rule: Settings of the vote, in words.
        symbols: Number of measured symbols.
        shares: Percentage of the symbols in each group: `all`, `common`, `rare`, `variable`, `parameter`, `return`.
        rates: Percentage by criterion and group, of the network.
        lookup: The same of the look-up by name.
        curve: Recall, and precision by criterion, of the network above each confidence.
        buckets: Lower bound, number of symbols, and rates by the number of training labels of the true type.
    """

    rule: str
    symbols: int
    shares: Mapping[str, float]
    rates: Rates
    lookup: Rates
    curve: Mapping[str, tuple[float, ...]]
    buckets: tuple[Mapping[str, float], ...]

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> RunMeasures:
        """Return the value whose `dataclasses.asdict` was written as JSON."""
        return cls(
            plain["rule"],
            plain["symbols"],
            plain["shares"],
            _estimates(plain["rates"]),
            _estimates(plain["lookup"]),
            {name: tuple(values) for name, values in plain["curve"].items()},
            tuple(plain["buckets"]),
        )

    def precision_at(self, recall: float, criterion: str) -> float | None:
        """Precision in % where so large a share of the symbols gets a prediction, None if it never does."""
        pairs = zip(self.curve["recall"], self.curve[criterion], strict=True)
        return next((100.0 * precision for share, precision in pairs if share >= recall - 1e-9), None)


def measure_run(folder: Path, corpus: Path, split: str, device: str = "cpu", side: str = "test") -> RunMeasures:
    """Measure a run, or read what was measured before.

    A run that has learned from a share of the training side has the symbols of these files in its map.

    Args:
        folder: Folder of the run.
        corpus: Built corpus.
        split: "project" or "file".
        device: Device for embedding and searching.
        side: "test", or "validation", where k and p of the vote are chosen, too.

    Raises:
        CorpusError: The corpus cannot be read.
        CheckpointError: The run cannot be read.
    """
    path = folder / _FILES[side]
    if path.exists():
        return RunMeasures.from_json(json.loads(path.read_text(encoding="utf-8")))
    share = read_config(folder).share
    settings = network.EvaluationSettings(cast(SplitKind, split), side, sample=_SAMPLE, share=share)
    evaluation = network.run_evaluation(folder, corpus, settings, network.Workbench(device))
    measures = _measures(evaluation)
    write_json(path, asdict(measures))
    return measures


def _measures(evaluation: network.Evaluation) -> RunMeasures:
    """The numbers of the first row of an evaluation: by file, or by project for the file alone."""
    result, table = evaluation.results[0], evaluation.symbols.table
    groups = _groups(result, table)
    verdicts = result.verdicts[NETWORK]
    curve = network.precision_recall(verdicts)
    return RunMeasures(
        result.settings[NETWORK],
        len(result.queries),
        {name: 100.0 * float(mask.mean()) if len(mask) else 0.0 for name, mask in groups.items()},
        _rates(verdicts, groups, table.file_id[result.queries]),
        _rates(result.verdicts[LOOKUP], groups, table.file_id[result.queries]),
        {"recall": curve.recall, **curve.precision},
        tuple(
            {"from": bucket.lowest, "count": bucket.rates.count}
            | {criterion: getattr(bucket.rates, criterion) for criterion in CRITERIA}
            for bucket in network.frequency_buckets(verdicts, result.train_count)
        ),
    )


def _groups(result: network.RowResult, table: network.SymbolTable) -> dict[str, npt.NDArray[np.bool_]]:
    """Symbols by how often their type was seen, and by kind as the paper has them: attributes are variables."""
    kinds = np.array([kind.value for kind in SYMBOL_KINDS])[table.kind[result.queries]]
    common = result.train_count >= COMMON_FROM
    return {
        "all": np.ones(len(common), np.bool_),
        "common": common,
        "rare": ~common,
        "variable": np.isin(kinds, ["variable", "attribute"]),
        "parameter": kinds == "parameter",
        "return": kinds == "return",
    }


def _rates(
    verdicts: network.Verdicts, groups: Mapping[str, npt.NDArray[np.bool_]], files: npt.NDArray[np.int32]
) -> Rates:
    return {
        criterion: {
            group: over_files(np.asarray(hits[mask, :1].any(axis=1), np.bool_), files[mask])
            for group, mask in groups.items()
        }
        for criterion, hits in verdicts.criteria().items()
    }


def _estimates(plain: Mapping[str, Mapping[str, Any]]) -> Rates:
    return {
        criterion: {group: None if value is None else Estimate(**value) for group, value in groups.items()}
        for criterion, groups in plain.items()
    }
