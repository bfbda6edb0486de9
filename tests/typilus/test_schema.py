"""`schema.json` describes what `predict`, `annotate` and `audit` really write."""

from __future__ import annotations

import configparser
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.typilus.recommenders.contract import DEFINITIONS, SCHEMA, check_document
from typilus.auditing.disagreement import Disagreement
from typilus.checking.diagnostics import CheckStatus
from typilus.interfaces.cli import main

ROOT = Path(__file__).parent.parent.parent
# The small model is untrained: symbols of one name and surroundings lie at one place, which is all that is needed.
FUNCTION = "def f{number}(depth: {type}) -> None:\n    print(depth)\n\n\n"
DEFINITION_OF = {"predict": "predicted_file", "annotate": "annotated_file", "audit": "audited_file"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    root = tmp_path / "project"
    root.mkdir()
    (root / "pyproject.toml").touch()
    (root / "broken.py").write_text("def (:\n")
    (root / "deep.py").write_text("".join(FUNCTION.format(number=number, type="bytes") for number in range(8)))
    (root / "odd.py").write_text(FUNCTION.format(number=1, type="int"))
    (root / "wrong.py").write_text("def lines(text) -> str:\n    return text.split() or ['']\n\n\nfound = None\n")
    return root


def written(capfd: pytest.CaptureFixture[str], command: str, *arguments: str) -> list[dict[str, Any]]:
    """The objects that a command writes, one a line; the first file is broken, so it must end with 1."""
    assert main([command, *arguments, "--format", "jsonl"]) == 1
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


@pytest.mark.parametrize("checker", ["none", "mypy"])
@pytest.mark.parametrize("command", DEFINITION_OF)
def test_real_output_is_valid(
    command: str, checker: str, project: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    options = ["--model", str(model_folder), "--min-confidence", "0"]
    options += [] if (command, checker) == ("predict", "none") else ["--checker", checker]
    options += ["--all"] if command == "audit" else []
    documents = written(capfd, command, str(project), *options)
    assert [Path(document["path"]).stem for document in documents] == ["broken", "deep", "odd", "wrong"]
    for document in documents:
        check_document(document, DEFINITION_OF[command])
        jsonschema.validate(document, SCHEMA)
    assert documents[0]["error"]
    assert any(document.get("symbols") or document.get("findings") for document in documents)


def test_definitions_exclude_each_other(project: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    documents = written(capfd, "predict", str(project), "--model", str(model_folder))
    for definition in ("annotated_file", "audited_file"):
        with pytest.raises(jsonschema.ValidationError):
            check_document(documents[1], definition)


def test_what_is_enumerated_is_all_that_there_is() -> None:
    assert DEFINITIONS["finding"]["properties"]["kind"]["enum"] == [kind.value for kind in Disagreement]
    words = ["had_errors" if status is CheckStatus.FAILED else status.value for status in CheckStatus]
    assert DEFINITIONS["checker"]["properties"]["status"]["enum"] == words


def test_the_schema_is_shipped() -> None:
    settings = configparser.RawConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    assert "schema.json" in re.split(r"[,\s]+", settings["options.package_data"]["typilus"])
