"""Results for people (tables) and programs (JSON)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from typilus.lab.experiments.network.curves import Interval, bootstrap_interval, frequency_buckets, precision_recall
from typilus.lab.experiments.network.experiments import RowResult
from typilus.lab.experiments.network.metrics import Breakdown
from typilus.lab.experiments.network.mistakes import worst_confusions
from typilus.lab.experiments.network.symbol_table import KINDS, SymbolTable

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["advantage", "kind_table", "markdown_table", "result_json", "score_table", "write_report"]

_COLUMNS = ("exact", "parametric", "neutral", "common exact", "rare exact")


def _cells(breakdown: Breakdown) -> list[float]:
    whole = breakdown.all
    return [whole.exact, whole.parametric, whole.neutral, breakdown.common.exact, breakdown.rare.exact]


def score_table(results: Sequence[RowResult], top: int = 1) -> Table:
    """One line a row and method, best five predictions with `top=5`."""
    from rich.table import Table

    table = Table(title="Best prediction, %" if top == 1 else "Any of the best five predictions, %")
    for name in ("split", "method", *_COLUMNS, "symbols"):
        table.add_column(name, justify="left" if name in ("split", "method") else "right")
    for result in results:
        for index, (method, scores) in enumerate(result.scores.items()):
            breakdown = scores.top1 if top == 1 else scores.top5
            cells = [f"{value:.1f}" for value in _cells(breakdown)]
            first = f"{result.row.name} ({result.side})" if index == 0 else ""
            table.add_row(
                first, method, *cells, f"{breakdown.all.count:,}", end_section=index + 1 == len(result.scores)
            )
    return table


def kind_table(results: Sequence[RowResult]) -> Table:
    """Exact, parametric and neutral by kind of symbol (paper, Table 3)."""
    from rich.table import Table

    table = Table(title="Exact / parametric / neutral by kind, %")
    table.add_column("split")
    table.add_column("method")
    for kind in KINDS:
        table.add_column(kind, justify="right")
    for result in results:
        for index, (method, scores) in enumerate(result.scores.items()):
            rates = [scores.top1.by_kind[kind] for kind in KINDS]
            cells = [f"{rate.exact:.1f} / {rate.parametric:.1f} / {rate.neutral:.1f}" for rate in rates]
            table.add_row(result.row.name if index == 0 else "", method, *cells)
    return table


def markdown_table(results: Sequence[RowResult]) -> str:
    """The score table as Markdown, for a model card."""
    lines = [f"| Split | Method | {' | '.join(_COLUMNS)} | symbols |", "|---|---|" + "---:|" * (len(_COLUMNS) + 1)]
    for result in results:
        for method, scores in result.scores.items():
            cells = " | ".join(f"{value:.1f}" for value in _cells(scores.top1))
            lines.append(f"| {result.row.name} | {method} | {cells} | {scores.top1.all.count:,} |")
        every, common, rare = result.ceiling()
        lines.append(f"| {result.row.name} | ceiling: type known | {every:.1f} | | | {common:.1f} | {rare:.1f} | |")
    return "\n".join(lines) + "\n"


def advantage(
    result: RowResult, table: SymbolTable, method: str = "typilus", over: str = "look-up"
) -> Mapping[str, Interval]:
    """Return by how many percentage points a method is ahead of another on the same symbols, with intervals by file."""
    ahead = {}
    files = table.file_id[result.queries]
    first, second = result.verdicts[method].criteria(), result.verdicts[over].criteria()
    for name, hits in first.items():
        difference = 100.0 * (hits[:, 0].astype(np.float64) - second[name][:, 0])
        ahead[name] = bootstrap_interval(difference, files)
    return ahead


def result_json(result: RowResult, table: SymbolTable) -> dict[str, Any]:
    """Everything about a row: scores, curves, buckets, confusions in all and by kind."""
    plain = result.to_json()
    plain["curves"] = {name: precision_recall(verdict).to_json() for name, verdict in result.verdicts.items()}
    plain["by_frequency"] = {
        name: [
            {"from": b.lowest, "to": b.highest, "count": b.rates.count, "exact": round(b.rates.exact, 2)}
            | {"parametric": round(b.rates.parametric, 2), "neutral": round(b.rates.neutral, 2)}
            for b in frequency_buckets(verdict, result.train_count)
        ]
        for name, verdict in result.verdicts.items()
    }
    method = next(iter(result.scores))
    plain["confusions"] = {
        kind or "all": [confusion.to_json() for confusion in worst_confusions(result, table, method, kind)]
        for kind in (None, *KINDS)
    }
    if "typilus" in result.scores:
        plain["advantage"] = {
            over: {
                name: [round(value, 2) for value in (interval.mean, interval.low, interval.high)]
                for name, interval in advantage(result, table, over=over).items()
            }
            for over in result.scores
            if over != "typilus"
        }
    return plain


def write_report(folder: Path, results: Sequence[RowResult], tables: Sequence[SymbolTable]) -> None:
    """Write `results.json` and `results.md`.

    Args:
        folder: Made if missing.
        results: Measured rows.
        tables: The table that each row's queries index.
    """
    folder.mkdir(parents=True, exist_ok=True)
    plain = [result_json(result, table) for result, table in zip(results, tables, strict=True)]
    (folder / "results.json").write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8")
    (folder / "results.md").write_text(markdown_table(results), encoding="utf-8")
