"""`typilus batch export`: by name, without reading another word as a list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.typilus.batch.test_results_store import annotated
from typilus.batch import ResultsStore
from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode


def test_json_lines(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    store = tmp_path / "results.sqlite"
    with ResultsStore(store) as results:
        results.add(results.begin("shop", "/opt/shop", "", "o", "c"), "src/a.py", "hash", annotated())
    assert main(["batch", "export", str(store)]) == ExitCode.OK
    assert json.loads(capfdbinary.readouterr().out) == {"project": "shop", **annotated().to_dict()}
    assert main(["batch", "export", str(tmp_path / "gone.sqlite")]) == ExitCode.USAGE
