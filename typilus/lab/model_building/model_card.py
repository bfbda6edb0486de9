"""The model card, written from what was measured.

Run `python -m typilus.lab.model_building.model_card MODEL CORPUS REPORT...`.
"""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from typilus.errors import TypilusError
from typilus.models import DEFINITIONS_FILE, MODEL_FILES, NETWORK_FILES, RANKING_FILE, TYPE_MAP_FILE, check
from typilus.ranking import ranking_notes
from typilus.typespace import load_map, read_notes

__all__ = ["CARD_FILE", "model_card"]

CARD_FILE = "MODEL_CARD.md"
_SCORES = ("exact", "parametric", "neutral")
_TEMPLATE = """\
# Model card

A graph neural network that places Python symbols in a TypeSpace, and a map of symbols of known type. It suggests
types; it proves nothing. Beside it, what joins it with the other sources of types: the match of symbols with classes by
their definitions, and the trees of the one ranking.

## What is inside

{files}

Network: {network}.
Type map: {markers:,} markers of {types:,} types, {bits} bits a coordinate; votes of the {k} nearest, p = {p:g}
(with a project's own markers: {project_k}, p = {project_p:g}, their distances times {overlay_scale:g}).

## What it learned from

{files_count:,} files with {labels:,} labeled symbols, exact and near duplicates removed. The network and the map know
the training side only. Of each package only what its authors annotated was learned; no source text is part of the
model, but names, types and places of symbols are.

| package | version | license | field | side | labeled symbols |
|---|---|---|---|---|---:|
{packages}

{ranking}
## How it was made

```sh
{commands}
```

## What it reaches

Share in % of first suggestions that are right, on symbols whose annotation is not Any or None; `common` are types seen
at least 100 times in training. Beside it, on the same symbols and with the same information, the look-up (the majority
by name and kind, backing off to the last subtoken) and the most frequent type.

| split | method | exact | parametric | neutral | common exact | rare exact | symbols |
|---|---|---:|---:|---:|---:|---:|---:|
{rows}

What the map's size costs, on the validation side, is printed by `typilus index`.
{joined}
## Limits

- The network alone never suggests a type that neither the corpus nor the project has annotated; Any, None, NoReturn,
  type variables and private types are not suggested either (None comes from control flow, outside the model).
- The corpus is open-source libraries and applications in modern, annotated Python: scripts, notebooks and old code are
  further from it. Some domains (home automation, machine learning) weigh more than others.
- Probabilities are calibrated on the validation projects; elsewhere they may be off by some points.
- Annotations in the corpus can be wrong, and the model repeats them.
"""


_RANKING = """
The ranking's trees were learned on {number} projects that neither the network nor the map knows, none of the test side:
{counts}.

{names}
"""
_JOINED = """
All sources joined, on files of the test side without any annotation, drawn in equal shares from its projects (ECE:
expected calibration error):

| condition | all | user-defined | parameters | returns | variables | attributes | in five | ECE | symbols |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
{rows}
"""
_GROUPS = ("all", "user-defined", "parameter", "return", "variable", "attribute")


def _files(folder: Path) -> tuple[str, ...]:
    return tuple(name for name in (*MODEL_FILES, DEFINITIONS_FILE, RANKING_FILE) if (folder / name).is_file())


def model_card(folder: Path, corpus: Path, reports: Sequence[Path], commands: Sequence[str]) -> str:
    """Return the text of the model card.

    Args:
        folder: Sound model folder.
        corpus: Corpus that it was made from.
        reports: `results.json` and `joined.json` files of evaluations.
        commands: Commands that made the model.

    Raises:
        CheckpointError: The model is not sound.
        TypilusError: A report cannot be read.
    """
    check(folder)
    notes = read_notes(folder / TYPE_MAP_FILE)
    type_map = load_map(folder / TYPE_MAP_FILE)
    config = _read(folder / NETWORK_FILES[0])
    report = _read(corpus / "report.json")
    rule = notes.get("rule", {})
    project_rule = notes.get("project_rule", rule)
    results = [_read(path) for path in reports]
    measured = [result for result in results if not _is_joined(result)]
    joined = [row for result in results if _is_joined(result) for row in result]
    shown = ("objective", "similarity", "hidden_size", "embedding_size", "steps", "epochs", "seed")
    return _TEMPLATE.format(
        files="\n".join(f"- `{name}`: {(folder / name).stat().st_size / 1e6:.1f} MB" for name in _files(folder)),
        network=", ".join(f"{name.replace('_', ' ')} {config[name]}" for name in shown if name in config),
        markers=len(type_map),
        types=len(type_map.types),
        bits=notes.get("settings", {}).get("bits", 32),
        k=rule.get("k", 10),
        p=rule.get("p", 2.0),
        project_k=project_rule.get("k", 10),
        project_p=project_rule.get("p", 2.0),
        overlay_scale=project_rule.get("overlay_scale", 1.0),
        files_count=report["files"],
        labels=report["labels"],
        packages="\n".join(_package(project) for project in report["projects"]),
        commands="\n".join(commands),
        ranking=_ranking(folder / RANKING_FILE),
        rows="\n".join(line for result in measured for line in _rows(result)),
        joined=_JOINED.format(rows="\n".join(filter(None, map(_joined_row, joined)))) if joined else "",
    )


def _package(project: Mapping[str, Any]) -> str:
    cells = [str(project[name]) for name in ("name", "version", "licence", "field", "split")]
    return f"| {' | '.join(cells)} | {project['labels']:,} |"


def _rows(results: Sequence[Mapping[str, Any]]) -> list[str]:
    lines = []
    for result in results:
        for method, scores in result["scores"].items():
            top = scores["top1"]
            rates = [top["all"][name] for name in _SCORES] + [top["common"]["exact"], top["rare"]["exact"]]
            cells = " | ".join(f"{rate:.1f}" for rate in rates)
            lines.append(f"| {result['row']} ({result['side']}) | {method} | {cells} | {top['all']['count']:,} |")
    return lines


def _is_joined(results: Sequence[Mapping[str, Any]]) -> bool:
    return all("groups" in row for row in results)


def _joined_row(row: Mapping[str, Any]) -> str | None:
    if not row["name"].startswith("joined, "):
        return None
    everything = row["groups"]["all"]
    rates = [*(row["groups"][name]["exact"] for name in _GROUPS), everything["top5"]]
    cells = " | ".join(f"{rate:.1f}" for rate in rates)
    name = row["name"].removeprefix("joined, ")
    return f"| {name} | {cells} | {row['calibration_error']:.3f} | {everything['count']:,} |"


def _ranking(path: Path) -> str:
    if not path.is_file():
        return ""
    notes = ranking_notes(path)
    counts = "; ".join(f"{count:,} symbols, {condition}" for condition, count in notes["symbols"].items())
    names = textwrap.fill(f"({', '.join(notes['projects'])})", 120, break_on_hyphens=False)
    return _RANKING.format(number=len(notes["projects"]), counts=counts, names=names)


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TypilusError(f"{path}: not a readable JSON file: {error}") from error


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the card into the model's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("reports", type=Path, nargs="+", help="results.json or joined.json of evaluations")
    parser.add_argument("--command", action="append", default=[], help="what made the model, in order")
    options = parser.parse_args(arguments)
    text = model_card(options.model, options.corpus, options.reports, options.command)
    (options.model / CARD_FILE).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
