"""Measure predictions: the paper's measures, honest baselines, the rows of the final table, and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.lab.experiments.network.baselines import Evidence, LookupBaseline, LookupSettings, MostFrequentBaseline
    from typilus.lab.experiments.network.curves import bootstrap_interval, frequency_buckets, precision_recall
    from typilus.lab.experiments.network.embedded_symbols import EmbeddedSymbols, collect_symbols
    from typilus.lab.experiments.network.evaluation import (
        Evaluation,
        EvaluationSettings,
        Workbench,
        bulk_index,
        corpus_key,
        judge_of,
        load_network,
        load_symbols,
        run_evaluation,
        save_report,
    )
    from typilus.lab.experiments.network.experiments import ROWS, Experiment, Row, RowResult
    from typilus.lab.experiments.network.metrics import Judge, RankedTypes, Scores, Verdicts, score
    from typilus.lab.experiments.network.network_report import kind_table, score_table
    from typilus.lab.experiments.network.plots import new_figure
    from typilus.lab.experiments.network.population import counted_symbols, is_counted
    from typilus.lab.experiments.network.symbol_table import SymbolTable, tabulate

__all__ = [
    "ROWS",
    "EmbeddedSymbols",
    "Evaluation",
    "EvaluationSettings",
    "Evidence",
    "Experiment",
    "Judge",
    "LookupBaseline",
    "LookupSettings",
    "MostFrequentBaseline",
    "RankedTypes",
    "Row",
    "RowResult",
    "Scores",
    "SymbolTable",
    "Verdicts",
    "Workbench",
    "bootstrap_interval",
    "bulk_index",
    "collect_symbols",
    "corpus_key",
    "counted_symbols",
    "frequency_buckets",
    "is_counted",
    "judge_of",
    "kind_table",
    "load_network",
    "load_symbols",
    "new_figure",
    "precision_recall",
    "run_evaluation",
    "save_report",
    "score",
    "score_table",
    "tabulate",
]

__getattr__ = lazy_names(
    __name__,
    {
        "baselines": ("Evidence", "LookupBaseline", "LookupSettings", "MostFrequentBaseline"),
        "curves": ("bootstrap_interval", "frequency_buckets", "precision_recall"),
        "embedded_symbols": ("EmbeddedSymbols", "collect_symbols"),
        "evaluation": (
            "Evaluation",
            "EvaluationSettings",
            "Workbench",
            "bulk_index",
            "corpus_key",
            "judge_of",
            "load_network",
            "load_symbols",
            "run_evaluation",
            "save_report",
        ),
        "experiments": ("ROWS", "Experiment", "Row", "RowResult"),
        "metrics": ("Judge", "RankedTypes", "Scores", "Verdicts", "score"),
        "network_report": ("kind_table", "score_table"),
        "plots": ("new_figure",),
        "population": ("counted_symbols", "is_counted"),
        "symbol_table": ("SymbolTable", "tabulate"),
    },
)
