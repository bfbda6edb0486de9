"""The room's door."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_extraction import SourceError, extract, parse_source
from tests.graph_extraction.stripping import sample_of_files
from tests.typilus.static_inference.inferring import answers
from tests.typilus.static_inference.micro_suite import MicroProgram, micro_programs
from typilus.annotation_types import FileNames, canonicalize, parse_type, rename
from typilus.prediction.file_prediction import TypePrediction
from typilus.static_inference.inference import StaticInference


@pytest.mark.parametrize("program", micro_programs(), ids=str)
def test_types_of_the_micro_suite(program: MicroProgram, tmp_path: Path) -> None:
    """Every type is found, but for those that the documents mark as missed; one that is found must not be marked."""
    found = answers_of(program.write_to(tmp_path))
    assert {name for name, types in program.expected.items() if found.get(name) not in types} == program.missed


def test_most_of_the_micro_suite_is_right() -> None:
    missed = sum(len(program.missed) for program in micro_programs())
    assert missed / sum(len(program.expected) for program in micro_programs()) < 0.11


def answers_of(path: Path) -> dict[str, str]:
    """What is inferred for a program, its own classes by their bare names."""
    source = parse_source(path.read_text("utf-8"), str(path))
    symbols = extract(source).symbols
    found = StaticInference([path.parent]).infer(source, path.stem, symbols)
    names = [TypePrediction(symbol, None, None, ()).qualified_name for symbol in symbols]
    return {
        name: str(rename(each.type, lambda kind: kind.removeprefix(f"{path.stem}.")))
        for name, each in zip(names, found, strict=True)
        if each is not None
    }


SMALL_FILES = [path for path in sample_of_files(9, 40) if 1_500 < path.stat().st_size < 6_000][:8]


@pytest.mark.parametrize("path", SMALL_FILES, ids=lambda path: path.name)
def test_types_in_real_files_are_such_as_somebody_could_write(path: Path) -> None:
    try:
        source = parse_source(path.read_bytes(), str(path))
    except SourceError:
        pytest.skip("not for this interpreter")
    symbols = extract(source).symbols
    found = StaticInference().infer(source, "code", symbols)
    assert len(found) == len(symbols)
    for answer in found:
        if answer is not None:
            # Variables and classes of functions have names that only the file itself can write.
            text = str(answer.type).replace("~", "zz.").replace("<locals>.", "")  # both sort behind other names
            assert canonicalize(text, FileNames()) == parse_type(text)
            assert answer.is_whole or not answer.proved
            assert answer.type not in answer.variants


def test_a_large_project_costs_no_more_than_its_limit(tmp_path: Path) -> None:
    for number in range(40):
        body = "".join(f"def f{line}(a):\n    return a + {line}\n" for line in range(50))
        (tmp_path / f"m{number}.py").write_text(f"from m{number + 1} import *\n{body}x = f1(1)\n", "utf-8")
    source = parse_source("from m0 import f1, x\ny = x\n", str(tmp_path / "main.py"))
    inference = StaticInference([tmp_path])
    inference.program.most_nodes = 500
    inference.infer(source, "main", extract(source).symbols)
    assert len(inference.program.graph.nodes) < 2500


def test_proved_means_that_nothing_is_open() -> None:
    found = answers("def f(a):\n    return str(a)\ndef g(a):\n    return a if a else None\nx = g(1)\nlist_of = []\n")
    assert found["f()"].proved
    assert not found["g()"].proved
    assert not found["x"].proved
    assert not found["list_of"].proved


def test_special_methods_that_are_switched_off() -> None:
    read = parse_source("class Till:\n    __hash__ = None\n    count = None\n    __doc__ = 'A till'\n", "<string>")
    symbols = extract(read).symbols
    inference = StaticInference()
    inference.infer(read, "", symbols)
    off = {symbol.name for symbol in symbols if "lacks" in (inference.skip_reason("", symbol) or "")}
    assert off == {"__hash__"}
