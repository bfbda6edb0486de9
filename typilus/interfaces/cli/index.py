"""`typilus index`."""

from __future__ import annotations

import argparse
from pathlib import Path

from typilus.interfaces.cli.arguments import CommandParser, add_device, number
from typilus.interfaces.cli.devices import choose_device
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.terminal import show, tell
from typilus.lab import model_building
from typilus.lab.experiments import network

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Embed the annotated symbols of a corpus with a trained network and write the type map beside it.

The folder then is a complete model for `typilus predict --model`; its manifest holds the hash of every file.
"""
EXAMPLES = """
examples:
  typilus index runs/first corpora/main
  typilus index runs/first corpora/main --out models/small --markers 50000 --bits 4
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument("run", metavar="RUN", help="folder of a trained network")
    parser.add_argument("corpus", metavar="CORPUS", help="folder that `typilus corpus build` made")
    parser.add_argument("--out", metavar="DIR", help="where to write the model (default: RUN)")
    parser.add_argument(
        "--markers", type=number(int, 1, 10**9), metavar="N", help="keep at most N markers (default: all)"
    )
    parser.add_argument(
        "--bits", type=int, choices=(4, 8, 32), default=8, help="of each number of a marker (default: 8)"
    )
    parser.add_argument("--half", action="store_true", help="write the network's weights with 16 bits")
    parser.add_argument(
        "--split", choices=("project", "file"), default="project", help="the split it was trained on (default: project)"
    )
    parser.add_argument(
        "--sides",
        nargs="+",
        choices=("train", "validation", "test"),
        default=["train"],
        help="whose symbols become markers (default: train, which keeps measured numbers honest)",
    )
    parser.add_argument(
        "--definitions",
        type=number(int, 1, 10**6),
        metavar="N",
        help="learn also, in N updates, to match symbols with classes that nobody has annotated (some 4000 are enough)",
    )
    add_device(parser)
    parser.add_argument("--cache", metavar="FILE", help="keep the embeddings here for the next time")


def run(options: argparse.Namespace) -> int:
    """Make a type map and with it a complete model, and print what each step cost."""
    from rich.table import Table

    device = choose_device(options.device)
    settings = model_building.IndexSettings(
        options.split, tuple(options.sides), options.markers, options.bits, options.half
    )
    folder = Path(options.out or options.run)
    bench = network.Workbench(device, None if options.cache is None else Path(options.cache), tell)
    steps = model_building.make_model(Path(options.run), Path(options.corpus), folder, settings, bench)
    if options.definitions:
        temperature = model_building.learn_definitions(folder, Path(options.corpus), options.definitions, announce=tell)
        tell(f"matches symbols with classes at temperature {temperature:.2f}")
    table = Table(title=f"{folder}: what each step costs on the validation side, %")
    for name in ("map", "markers", "types", "exact", "parametric"):
        table.add_column(name, justify="left" if name == "map" else "right")
    for step in steps:
        table.add_row(step.name, f"{step.markers:,}", f"{step.types:,}", f"{step.exact:.1f}", f"{step.parametric:.1f}")
    show(table)
    return ExitCode.OK
