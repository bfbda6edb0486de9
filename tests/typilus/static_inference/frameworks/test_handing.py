"""Frameworks side by side."""

from __future__ import annotations

from pathlib import Path

from tests.typilus.static_inference.inferring import inferred


def test_mocks_come_before_cases_and_fixtures(tmp_path: Path) -> None:
    source = (
        "import pytest\n@pytest.mark.parametrize('count', [1])\n@patch('a.b')\n"
        "def test_it(mock, count, tmp_path, *rest, **options): ...\n"
    )
    types = inferred(source, tmp_path, "test_shop")
    assert {name.rpartition(".")[2]: text for name, text in types.items() if "()" not in name} == {
        "mock": "unittest.mock.MagicMock",
        "count": "int",
        "tmp_path": "pathlib.Path",
    }


def test_what_no_framework_calls_is_open(tmp_path: Path) -> None:
    assert inferred("def f(x=1): return x\n", tmp_path)["f.x"] == "int?"
