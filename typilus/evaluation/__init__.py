"""How good are the predictions? The paper's measures, honest baselines, the rows of the final table, reports."""

from typilus.evaluation.baselines import Evidence, LookupBaseline, LookupSettings, MostFrequentBaseline
from typilus.evaluation.embedded_symbols import EmbeddedSymbols, collect_symbols
from typilus.evaluation.experiments import ROWS, Experiment, Row, RowResult
from typilus.evaluation.metrics import Judge, RankedTypes, Scores, Verdicts, score
from typilus.evaluation.population import counted_symbols, is_counted
from typilus.evaluation.running import Evaluation, judge_of, load_symbols, run_evaluation
from typilus.evaluation.symbol_table import SymbolTable, tabulate

__all__ = [
    "ROWS",
    "EmbeddedSymbols",
    "Evaluation",
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
    "collect_symbols",
    "counted_symbols",
    "is_counted",
    "judge_of",
    "load_symbols",
    "run_evaluation",
    "score",
    "tabulate",
]
