"""Types of small programs, for tests: by qualified name, as text; `?` behind what is not proved."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from graph_extraction import extract, parse_source
from typilus.annotation_types import parse_type
from typilus.prediction.file_prediction import TypePrediction
from typilus.static_inference.inference import InferredType, StaticInference

__all__ = ["answers", "inferred", "objection_to"]


def answers(source: str, root: Path | None = None, module: str = "main") -> dict[str, InferredType]:
    """What is inferred, by qualified name; with `root`, the program is a module beside the files there."""
    path = "<string>" if root is None else str(root / f"{module.replace('.', '/')}.py")
    read = parse_source(dedent(source), path)
    symbols = extract(read).symbols
    found = StaticInference([] if root is None else [root]).infer(read, "" if root is None else module, symbols)
    names = [TypePrediction(symbol, None, None, ()).qualified_name for symbol in symbols]
    return {name: each for name, each in zip(names, found, strict=True) if each is not None}


def inferred(source: str, root: Path | None = None, module: str = "main") -> dict[str, str]:
    """The same as text."""
    return {name: f"{each.type}{'' if each.is_whole else '?'}" for name, each in answers(source, root, module).items()}


def objection_to(source: str, name: str, type_: str) -> str | None:
    """What the judge has against a type of the first symbol of some name, None if nothing."""
    read = parse_source(dedent(source))
    symbols = extract(read).symbols
    inference = StaticInference()
    inference.infer(read, "", symbols)
    symbol = next(symbol for symbol in symbols if symbol.name == name)
    return inference.judge.objection("", symbol, parse_type(type_))
