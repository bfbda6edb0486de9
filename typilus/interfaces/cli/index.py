"""`typilus index`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from typilus.interfaces.cli.devices import check_device
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.output import show

__all__ = ["index"]


def index(options: argparse.Namespace) -> int:
    """Make a type map and with it a complete model; print what each step cost."""
    from rich.table import Table

    from typilus.lab.model_building.class_definitions import learn_definitions
    from typilus.lab.model_building.indexing import IndexSettings, make_model

    check_device(options.device)
    settings = IndexSettings(options.split, tuple(options.sides), options.markers, options.bits, options.half)
    folder = Path(options.out or options.run)
    steps = make_model(
        Path(options.run),
        Path(options.corpus),
        folder,
        settings,
        device=options.device,
        cache=None if options.cache is None else Path(options.cache),
        announce=_tell,
    )
    if options.definitions:
        temperature = learn_definitions(folder, Path(options.corpus), options.definitions, announce=_tell)
        _tell(f"matches symbols with classes at temperature {temperature:.2f}")
    table = Table(title=f"{folder}: what each step costs on the validation side, %")
    for name in ("map", "markers", "types", "exact", "parametric"):
        table.add_column(name, justify="left" if name == "map" else "right")
    for step in steps:
        table.add_row(step.name, f"{step.markers:,}", f"{step.types:,}", f"{step.exact:.1f}", f"{step.parametric:.1f}")
    show(table)
    return ExitCode.OK


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
