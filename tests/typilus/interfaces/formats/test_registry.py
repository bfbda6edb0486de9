"""The formats by name: each is known before it is imported, and each name gives what it says."""

from __future__ import annotations

import pytest

from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.formats.csv_results import CsvFormat
from typilus.interfaces.formats.github import GithubFormat
from typilus.interfaces.formats.gitlab import GitlabFormat
from typilus.interfaces.formats.json_results import JsonArrayFormat, JsonLinesFormat
from typilus.interfaces.formats.junit import JunitFormat
from typilus.interfaces.formats.rdjson import RdjsonFormat
from typilus.interfaces.formats.registry import FORMATS
from typilus.interfaces.formats.sarif import SarifFormat
from typilus.interfaces.formats.text import TextFormat

KINDS = {
    "text": TextFormat,
    "json": JsonArrayFormat,
    "jsonl": JsonLinesFormat,
    "csv": CsvFormat,
    "sarif": SarifFormat,
    "github": GithubFormat,
    "gitlab": GitlabFormat,
    "junit": JunitFormat,
    "rdjson": RdjsonFormat,
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_name_gives_its_format(name: str) -> None:
    spec = FORMATS[name]
    assert spec.name == name
    assert type(spec.load()) is KINDS[name]


def test_no_format_is_without_a_name() -> None:
    assert list(FORMATS) == list(KINDS)


@pytest.mark.parametrize("command", ["predict", "annotate", "audit"])
def test_help_tells_every_format_in_a_few_words(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == ExitCode.OK
    shown = " ".join(capfd.readouterr().out.split())
    for name, spec in FORMATS.items():
        assert f"{name}: {spec.summary}" in shown
    assert "(default: text)" in shown


@pytest.mark.parametrize("command", ["predict", "annotate", "audit"])
def test_another_name_is_refused_with_those_that_there_are(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([command, "a.py", "--format", "xml"]) == ExitCode.USAGE
    refusal = capfd.readouterr().err.splitlines()[-1]
    assert "argument --format: invalid choice: 'xml'" in refusal
    assert all(name in refusal for name in FORMATS)
