"""`typilus train`."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typilus import neural
from typilus.errors import CheckpointError, TypilusError
from typilus.interfaces.cli import train_infiller, train_ranking
from typilus.interfaces.cli.arguments import CommandParser, add_device, nested_parser
from typilus.interfaces.cli.devices import choose_device
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.setting_texts import settings_from
from typilus.interfaces.terminal import say, tell
from typilus.lab import model_building
from typilus.models import embedded_folder

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from typilus.neural import Progress, TrainingConfig

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Train a network on a corpus, with a configuration from a JSON file, options, or both.

Ctrl-C keeps the state; the same command goes on where it stopped. `typilus index` then makes the run's folder
a model that predicts.
"""
EXAMPLES = """
examples:
  typilus train corpora/main runs/first
  typilus train corpora/main runs/wide --set hidden_size=128 --set epochs=10
  typilus train corpora/mine runs/mine --start-from embedded --set epochs=3
      the bundled network, trained further on other code
  typilus train corpora/main runs/gpu --config wide.json --device cuda
  torchrun --nproc_per_node 2 -m typilus train corpora/main runs/gpus --device cuda
      on two GPUs, whose batches count as one
  typilus train ranking --help
      another training: the weights of the one ranking (a corpus of that name: ./ranking)
  typilus train infiller --help
      a third: a small language model that fills holes in code
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.instead["infiller"] = nested_parser("typilus train infiller", train_infiller, "train_infiller")
    parser.instead["ranking"] = nested_parser("typilus train ranking", train_ranking, "train_ranking")
    parser.add_argument("corpus", metavar="CORPUS", help="folder that `typilus corpus build` made")
    parser.add_argument("run", metavar="RUN", help="folder of the run: model, state, log")
    parser.add_argument("--config", metavar="FILE", help="JSON object of settings; the rest keeps its default")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="one setting, before those of the file"
    )
    parser.add_argument(
        "--start-from",
        metavar="MODEL",
        help="begin with the weights and the vocabulary of this model folder, or of the bundled model (embedded); what"
        " its network is made of is taken over",
    )
    add_device(parser)
    parser.add_argument("--list-settings", action=_ListSettings, help="print every setting and its default")


def run(options: argparse.Namespace) -> int:
    """Train a network, or go on training it."""
    start = None if options.start_from is None else _model_folder(options.start_from)
    config = _config(options.config, options.set, start)
    device = choose_device(options.device)
    reporter = _Reporter(neural.ENCODERS.get(config.encoder).unit)
    try:
        if start is not None:
            model_building.begin_with(start, Path(options.run), config)
        with reporter.shown:
            model_building.train(
                Path(options.corpus),
                Path(options.run),
                config,
                device=device,
                report=reporter.report,
                announce=reporter.tell,
            )
    except CheckpointError as error:
        raise TypilusError(str(error)) from error
    except KeyboardInterrupt:
        say("the state is kept; the same command goes on")
        raise
    if neural.leads():
        tell(f"Trained. A model that predicts: typilus index {options.run} {options.corpus}")
    return ExitCode.OK


class _ListSettings(argparse.Action):
    """Print the settings of a training run and stop."""

    def __init__(self, option_strings: list[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(neural.TrainingConfig().to_json(), end="")
        parser.exit()


def _model_folder(name: str) -> Path:
    return embedded_folder() if name == "embedded" else Path(name)


def _network_of(folder: Path) -> dict[str, Any]:
    """The settings that a model's network is made of."""
    try:
        plain = json.loads(neural.read_config(folder).to_json())
    except CheckpointError as error:
        raise TypilusError(str(error)) from error
    return {name: plain[name] for name in neural.NETWORK_SETTINGS}


def _config(file: str | None, texts: list[str], start: Path | None) -> TrainingConfig:
    network = {} if start is None else _network_of(start)
    settings = {**network, **_from_file(file), **settings_from(texts)}
    try:
        return neural.TrainingConfig.from_json(json.dumps(settings), file or "--set")
    except CheckpointError as error:
        defaults = json.loads(neural.TrainingConfig().to_json())
        wrong = sorted(set(settings) - set(defaults))
        reason = f"no such setting: {', '.join(wrong)}" if wrong else str(error.__cause__ or error)
        raise TypilusError(f"{reason}; --list-settings lists them all") from error


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


class _Reporter:
    """A bar in a terminal, lines elsewhere.

    Args:
        unit: The word for what the encoder reads.
    """

    def __init__(self, unit: str) -> None:
        self._unit = unit
        self._bar: Bar | None = None
        if sys.stderr.isatty() and neural.leads():
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
            tell(text)
        else:
            self._bar.console.print(text, highlight=False)

    def report(self, progress: Progress) -> None:
        """Show the progress of the training."""
        speed = f"{progress.nodes_per_second:,.0f} {self._unit}/s"
        state = f"epoch {progress.epoch + 1}  loss {progress.loss:.3f}  {speed}"
        if self._bar is not None:
            self._bar.update(self._task, description=state, completed=progress.update, total=progress.total_updates)
        if progress.validation_loss is not None:
            state += f"  validation loss {progress.validation_loss:.3f}"
            if progress.validation_accuracy is not None:
                state += f", {progress.validation_accuracy:.1%} right"
            self.tell(state)
        elif self._bar is None:
            self.tell(f"{progress.update}/{progress.total_updates}  {state}")
