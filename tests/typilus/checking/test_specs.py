"""What is known of each checker without importing it."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations

import pytest

from typilus.checking.checker_choice import CHECKERS
from typilus.checking.specs import SPECS, CheckerSpec

every_spec = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)


def test_the_registry_has_them_in_this_order() -> None:
    assert [spec.name for spec in SPECS] == list(CHECKERS)
    assert [CHECKERS[spec.name].spec for spec in SPECS] == list(SPECS)


@every_spec
def test_a_checker_is_found_by_a_file_or_a_section(spec: CheckerSpec) -> None:
    assert spec.own_files or spec.sections
    assert all("/" not in name for name in spec.own_files)
    assert {file for file, _ in spec.sections} <= {"pyproject.toml", "setup.cfg"}
    assert all(section == spec.name or section.startswith("tool.") for _, section in spec.sections)


def test_no_file_or_section_speaks_for_two() -> None:
    for one, other in combinations(SPECS, 2):
        assert not {*one.own_files, *one.sections} & {*other.own_files, *other.sections}


def test_reading_them_loads_no_checker() -> None:
    code = "import sys, typilus.checking.specs; print(*(name for name in sys.modules if 'typilus.checking.' in name))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert loaded == ["typilus.checking.specs"]
