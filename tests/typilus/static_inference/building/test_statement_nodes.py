"""Statements, on code that nobody here wrote."""

from __future__ import annotations

import ast
import sysconfig
from pathlib import Path

import pytest

from graph_extraction import extract, read_source
from typilus.annotation_types import parse_type
from typilus.static_inference.building.statement_nodes import _KINDS
from typilus.static_inference.inference import StaticInference

LIBRARY = Path(sysconfig.get_path("stdlib"))
QUIET = {ast.Pass, ast.Global, ast.Nonlocal}


def test_every_statement_of_the_grammar_is_known() -> None:
    kinds = {each for each in ast.stmt.__subclasses__() if each.__name__ not in ("TypeAlias",)}
    assert kinds - QUIET == set(_KINDS)


@pytest.mark.parametrize("name", ["textwrap.py", "json/decoder.py", "dataclasses.py", "enum.py", "asyncio/queues.py"])
def test_real_files_end_and_say_something(name: str) -> None:
    source = read_source(LIBRARY / name)
    symbols = extract(source).symbols
    inference = StaticInference()
    found = inference.infer(source, "", symbols)
    assert sum(each is not None for each in found) > len(symbols) // 3
    assert max(inference.solver.passes) <= 101
    for symbol, each in zip(symbols, found, strict=True):
        assert inference.judge.objection("", symbol, parse_type("typing.Any")) is None
        if each is not None:
            parse_type(str(each.type))
