"""`typilus explain`."""

from __future__ import annotations

import argparse
import json

from typilus.errors import TypilusError
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.loading import load_model, load_project
from typilus.interfaces.cli.output import show
from typilus.printable import printable_json

__all__ = ["explain"]


def explain(options: argparse.Namespace) -> int:
    """Show why the symbols of one line get the types that they get."""
    from typilus.prediction import explain_line

    path, separator, line = options.place.rpartition(":")
    if not separator or not line.isdigit():
        raise TypilusError(f"{options.place}: names no line; write FILE:LINE, as in shop.py:12")
    predictor = load_model(options.model)
    markers = None if options.project is None else load_project(predictor, options.project)
    found = list(explain_line(predictor.explain(path, project=markers), int(line), options.top))
    if options.format == "json":
        print(printable_json(json.dumps([each.to_dict() for each in found], indent=1, ensure_ascii=False)))
        return ExitCode.OK
    for number, each in enumerate(found):
        if number:
            print()
        show(each)
    if not found:
        print(f"{path}: no parameter, return, variable or attribute is first bound in line {line}")
    return ExitCode.OK
