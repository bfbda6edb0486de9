"""`typilus train`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from typilus.cli.exit_codes import ExitCode
from typilus.errors import TypilusError

__all__ = ["train"]


def train(options: argparse.Namespace) -> int:
    """Train a network, or go on training it."""
    from typilus.training.config import TrainingConfig

    settings = {**_from_file(options.config), **_from_options(options.set)}
    config = TrainingConfig.from_json(json.dumps(settings), options.config or "--set")
    from typilus.training import run

    run.train(Path(options.corpus), Path(options.run), config, device=options.device, report=_report, announce=_tell)
    _tell(f"trained; make it a model that predicts: typilus index {options.run} {options.corpus}")
    return ExitCode.OK


def _from_file(name: str | None) -> dict[str, Any]:
    if name is None:
        return {}
    try:
        settings = json.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TypilusError(f"{name}: not a readable JSON file: {error}") from error
    if not isinstance(settings, dict):
        raise TypilusError(f"{name}: holds no JSON object of settings")
    return settings


def _from_options(texts: list[str]) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise TypilusError(f"--set {text}: write NAME=VALUE; --list-settings shows the names")
        try:
            settings[name] = json.loads(value)
        except ValueError:
            settings[name] = value
    return settings


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _report(progress: Any) -> None:
    line = (
        f"epoch {progress.epoch + 1}  update {progress.update}/{progress.total_updates}  "
        f"loss {progress.loss:.4f}  {progress.nodes_per_second:,.0f} nodes/s"
    )
    if progress.validation_loss is not None:
        line += f"  validation loss {progress.validation_loss:.4f}"
    _tell(line)
