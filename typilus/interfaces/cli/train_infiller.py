"""`typilus train infiller`."""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING

from typilus import lab
from typilus.errors import CheckpointError, TypilusError
from typilus.interfaces.cli.arguments import CommandParser, add_device
from typilus.interfaces.cli.devices import choose_device
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.setting_texts import settings_from
from typilus.interfaces.terminal import say, tell
from typilus.lab import InfillerConfig

if TYPE_CHECKING:
    from typilus.lab import InfillerProgress

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = f"""
Train a small language model that fills holes in code (InCoder's objective, with type hints as holes), on the texts
that `typilus corpus texts` wrote. Then `--infill own:RUN` asks it, and transformers loads the folder.

Ctrl-C keeps the state; the same command goes on where it stopped, also with a larger --set updates=N.

settings: {", ".join(field.name for field in dataclasses.fields(InfillerConfig))}
"""
EXAMPLES = """
examples:
  typilus train infiller corpora/main runs/infiller
  typilus train infiller corpora/main runs/infiller --set updates=20000 --gguf infiller.gguf
  typilus train infiller corpora/main runs/wide --set layers=8 width=384 heads=6 inner=1024 --device cuda
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument("corpus", metavar="CORPUS", help="folder that `typilus corpus texts` wrote into")
    parser.add_argument("run", metavar="RUN", help="folder of the run: model, tokenizer, state, log")
    parser.add_argument(
        "--set", action="extend", nargs="+", default=[], metavar="NAME=VALUE", help="settings that have no default here"
    )
    parser.add_argument("--gguf", metavar="FILE", help="in the end also write the model for llama.cpp")
    add_device(parser)


def run(options: argparse.Namespace) -> int:
    """Train an infiller, or go on training it."""
    device = choose_device(options.device)
    try:
        config = InfillerConfig.from_json(json.dumps(settings_from(options.set)))
        lab.train_infiller(
            Path(options.corpus),
            Path(options.run),
            config,
            device=device,
            report=_report,
            announce=tell,
        )
        if options.gguf:
            lab.write_gguf(Path(options.run), Path(options.gguf))
    except CheckpointError as error:
        raise TypilusError(str(error)) from error
    except KeyboardInterrupt:
        say("the state is kept; the same command goes on")
        raise
    tell(f"Trained. Ask it: --infill own:{options.run}")
    return ExitCode.OK


def _report(progress: InfillerProgress) -> None:
    text = (
        f"{progress.update}/{progress.total_updates}  epoch {progress.epoch + 1}  loss {progress.loss:.3f}"
        f"  {progress.tokens_per_second:,.0f} tokens/s"
    )
    if progress.validation_loss is not None and progress.validation_accuracy is not None:
        text += f"  validation loss {progress.validation_loss:.3f}, {progress.validation_accuracy:.1%} of hints right"
    tell(text)
