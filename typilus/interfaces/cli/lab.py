"""`typilus lab`."""

from __future__ import annotations

import argparse
from pathlib import Path

from typilus import lab
from typilus.errors import TypilusError
from typilus.interfaces.cli import lab_report, lab_sample
from typilus.interfaces.cli.arguments import CommandParser, add_device, nested_parser, number
from typilus.interfaces.cli.devices import choose_device
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.setting_texts import settings_from
from typilus.interfaces.terminal import say, show, tell

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Make a table or figure of the Typilus paper anew: train what is missing, measure it, and print the paper's
numbers below ours.

Runs are kept below --into and shared by all exhibits. Ctrl-C keeps their state, and the same command goes on.
A row that this installation cannot train, or for which the budget did not suffice, says so; the others are made.
"""
EXAMPLES = f"""
exhibits:
{chr(10).join(f"  {name:11}{summary}" for name, summary in lab.EXHIBIT_NAMES.items())}

examples:
  typilus lab sample corpora/sample
      a corpus for trying it all out, made of the installed standard library in a minute
  typilus lab table2 --corpus corpora/sample --into lab --budget 4
  typilus lab figure6 --corpus corpora/main --into lab --budget 120 --seeds 2 --device cuda
  typilus lab table4 --corpus corpora/main --into lab --budget 600 --workers 2 --set steps=8
  typilus lab table5 --corpus corpora/main --into lab --budget 0
      with what has been trained before
  typilus lab losses --corpus corpora/main --into lab --budget 600 --seeds 3
      learning rates are chosen on the validation side
  typilus lab infilling --corpus corpora/main --into lab --model own:runs/infiller gguf:qwen.gguf
      any language models; `typilus corpus texts` first
  typilus lab report --into lab
      all that is there as one HTML page
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.instead["sample"] = nested_parser("typilus lab sample", lab_sample, "lab_sample")
    parser.instead["report"] = nested_parser("typilus lab report", lab_report, "lab_report")
    parser.add_argument("exhibit", metavar="EXHIBIT", choices=tuple(lab.EXHIBIT_NAMES), help="see below")
    parser.add_argument("--corpus", required=True, metavar="DIR", help="folder that `typilus corpus build` made")
    parser.add_argument("--into", required=True, metavar="DIR", help="folder for runs and results")
    parser.add_argument(
        "--budget",
        type=number(float, 0, 1e6),
        default=60.0,
        metavar="MINUTES",
        help="training time of the whole exhibit, over all rows and seeds, of which each sees the same files equally "
        "often (default: 60)",
    )
    parser.add_argument(
        "--seeds", type=number(int, 1, 100), default=1, metavar="N", help="runs of each row (default: 1)"
    )
    parser.add_argument(
        "--workers", type=number(int, 1, 100), default=1, metavar="N", help="runs side by side (default: 1)"
    )
    parser.add_argument(
        "--predictions",
        type=number(int, 1, 10**9),
        default=500,
        metavar="N",
        help="table5, figure7: judge at least N a checker; infilling: ask about N symbols of each kind; if there are "
        "as many (default: 500)",
    )
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of all runs, as of `typilus train`"
    )
    parser.add_argument(
        "--model",
        dest="models",
        action="extend",
        nargs="+",
        default=[],
        metavar="WHAT",
        help="infilling: models to ask, which share the budget: own:FOLDER, gguf:FILE, transformers:FOLDER, http://…",
    )
    add_device(parser)


def run(options: argparse.Namespace) -> int:
    """Make one exhibit."""
    device = choose_device(options.device)
    settings = lab.LaboratorySettings(
        Path(options.corpus),
        Path(options.into),
        options.budget,
        options.seeds,
        options.workers,
        device,
        options.predictions,
        settings_from(options.set),
        tuple(options.models),
    )
    exhibit = lab.find_exhibit(options.exhibit)
    try:
        result = exhibit.make(lab.Laboratory(settings, tell))
        written = lab.write_result(exhibit, result, settings.into)
    except OSError as error:
        raise TypilusError(f"{settings.into}: cannot be written: {error}") from error
    except KeyboardInterrupt:
        say("the state is kept; the same command goes on")
        raise
    show(lab.result_table(result))
    for path in written:
        tell(f"wrote {path}")
    if not any(path.suffix == ".png" for path in written):
        tell("no picture: matplotlib is not installed; pip install 'typilus[notebook]'")
    return ExitCode.OK
