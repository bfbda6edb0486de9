"""Coverage before and after."""

from __future__ import annotations

import json
from pathlib import Path

from typilus import annotate_source
from typilus.annotating import AnnotatedFile
from typilus.reporting import CoverageChange, coverage_change

TEXT = "def f(a: int, b):\n    for c in a:\n        pass\n\n\nD = open('x')\n"


def test_the_symbols_that_count_and_those_that_are_annotated(model_folder: Path) -> None:
    file = annotate_source(TEXT, model=model_folder, min_confidence=0, checker="none", only=("parameters",))
    assert coverage_change(file) == CoverageChange(total=4, before=1, after=2)
    assert sum([coverage_change(file)] * 2, CoverageChange()) == CoverageChange(8, 2, 4)


def test_the_same_of_a_file_out_of_a_journal(model_folder: Path) -> None:
    file = annotate_source(TEXT, model=model_folder, min_confidence=0, checker="none")
    again = AnnotatedFile.from_record(json.loads(json.dumps(file.to_record())), TEXT.encode())
    assert coverage_change(again) == coverage_change(file)


def test_a_file_that_failed_counts_nothing() -> None:
    assert coverage_change(AnnotatedFile("f.py", "f.py: cannot be read")) == CoverageChange()
