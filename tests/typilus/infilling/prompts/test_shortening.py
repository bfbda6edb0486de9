"""Shortened code keeps every hole, fits, and is still Python."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.typilus.infilling.prompts.test_scope_prompts import OWN_FILES
from typilus.infilling.prompts.code_lines import CodeLine, length_of, lines_of
from typilus.infilling.prompts.shortening import shortened

CODE = """\
@decorated
def f(a):
    # why
    if a:
        b = [
            1,
            a,
        ]
    # what
    elif a.b:
        for c in a:
            d = c
        else:
            e = 1
    try:
        g = \'\'\'
  text
\'\'\'
    except ValueError:
        raise
    else:
        h = 1
    finally:
        i = 1

    @decorated
    class C:
        j = 1
    return a
"""


def text_of(lines: list[CodeLine]) -> str:
    return "\n".join("".join(piece if isinstance(piece, str) else f"_{piece}" for piece in line) for line in lines)


def holes(lines: list[CodeLine]) -> list[int]:
    return [piece for line in lines for piece in line if isinstance(piece, int)]


@given(st.integers(0, len(CODE)), st.sets(st.sampled_from("bdeghij"), max_size=3), st.sets(st.sampled_from("abc")))
def test_it_keeps_holes_and_is_python(budget: int, asked: set[str], names: set[str]) -> None:
    pieces: list[str | int] = []
    for number, line in enumerate(CODE.splitlines(keepends=True)):
        name = line.split("=")[0].strip()
        if name in asked and "=" in line:
            before, after = line.split(" =", 1)
            pieces += (f"{before}: ", number, f" ={after}")
        else:
            pieces.append(line)
    lines = lines_of(pieces)
    short = shortened(lines, budget, names)
    assert holes(short) == holes(lines)
    ast.parse(text_of(short))
    assert budget < length_of(lines) or short == lines


@pytest.mark.parametrize("path", OWN_FILES, ids=lambda path: path.stem)
def test_real_files_stay_python_at_any_length(path: Path) -> None:
    lines = lines_of([path.read_text("utf-8")])
    for budget in range(0, 8000, 500):
        short = shortened(lines, budget, {"self"})
        ast.parse(text_of(short))
        assert length_of(short) <= budget + 200


def test_statements_near_a_hole_or_with_a_name_of_it_come_first() -> None:
    lines: list[CodeLine] = [
        (
            "def f(a: ",
            1,
            "):",
        ),
        *[(f"    x{number} = {number}",) for number in range(50)],
    ]
    lines[40] = ("    return a.b",)
    short = shortened(lines, 120, {"a"})
    assert short[0] == lines[0]
    assert lines[40] in short
    assert ("    ...",) in short
    assert lines[20] not in short


def test_what_cannot_be_read_is_cut_by_lines() -> None:
    lines: list[CodeLine] = [("f(",), (1,), *[("x, (",)] * 50]
    short = shortened(lines, 60, set())
    assert short[:2] == lines[:2]
    assert length_of(short) < 80
