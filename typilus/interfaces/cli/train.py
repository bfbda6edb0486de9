"""`typilus train`."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typilus.errors import CheckpointError, TypilusError
from typilus.interfaces.cli.devices import check_device
from typilus.interfaces.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from typilus.neural.trainer import Progress
    from typilus.neural.training_config import TrainingConfig

__all__ = ["train"]


def train(options: argparse.Namespace) -> int:
    """Train a network, or go on training it."""
    config = _config(options.config, options.set)
    from typilus.lab.model_building import training_run as run

    check_device(options.device)
    reporter = _Reporter()
    try:
        with reporter.shown:
            run.train(
                Path(options.corpus),
                Path(options.run),
                config,
                device=options.device,
                report=reporter.report,
                announce=reporter.tell,
            )
    except CheckpointError as error:
        raise TypilusError(str(error)) from error
    except KeyboardInterrupt:
        print("typilus: the state is kept; the same command goes on", file=sys.stderr)
        raise
    print(f"Trained. A model that predicts: typilus index {options.run} {options.corpus}", file=sys.stderr)
    return ExitCode.OK


def _config(file: str | None, texts: list[str]) -> TrainingConfig:
    from typilus.neural.training_config import TrainingConfig

    settings = {**_from_file(file), **_from_options(texts)}
    try:
        return TrainingConfig.from_json(json.dumps(settings), file or "--set")
    except CheckpointError:
        known = json.loads(TrainingConfig().to_json())
        wrong = sorted(set(settings) - set(known))
        raise TypilusError(f"no such setting: {', '.join(wrong)}; --list-settings shows them all") from None


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


class _Reporter:
    """A bar in a terminal, lines elsewhere."""

    def __init__(self) -> None:
        self._bar: Bar | None = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
            self._bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True))
            self._task = self._bar.add_task("starting", total=None)

    @property
    def shown(self) -> AbstractContextManager[object]:
        """Shows the bar while it is entered."""
        return nullcontext() if self._bar is None else self._bar

    def tell(self, text: str) -> None:
        """A sentence."""
        if self._bar is None:
            print(text, file=sys.stderr, flush=True)
        else:
            self._bar.console.print(text, highlight=False)

    def report(self, progress: Progress) -> None:
        """Where training stands."""
        state = f"epoch {progress.epoch + 1}  loss {progress.loss:.3f}  {progress.nodes_per_second:,.0f} nodes/s"
        if self._bar is not None:
            self._bar.update(self._task, description=state, completed=progress.update, total=progress.total_updates)
        if progress.validation_loss is not None:
            state += f"  validation loss {progress.validation_loss:.3f}"
            if progress.validation_accuracy is not None:
                state += f", {progress.validation_accuracy:.1%} right"
            self.tell(state)
        elif self._bar is None:
            self.tell(f"{progress.update}/{progress.total_updates}  {state}")
