"""The options stand once: what takes them as keywords, parses, documents and describes them has the same."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

import typilus
from typilus.auditing.disagreement_finder import DEFAULT_CONFIDENCE, MAX_AGREEING
from typilus.interfaces.cli.configuring import settings_schema
from typilus.interfaces.cli.parser import build_parser
from typilus.options import (
    AnnotateKeywords,
    AnnotateOptions,
    AuditKeywords,
    AuditOptions,
    ExplainKeywords,
    ExplainOptions,
    NumberRange,
    PredictKeywords,
    PredictOptions,
    ReportKeywords,
    ReportOptions,
    option_specs,
)
from typilus.recommenders import InfillSettings

PAIRS = {
    PredictOptions: PredictKeywords,
    ExplainOptions: ExplainKeywords,
    AnnotateOptions: AnnotateKeywords,
    AuditOptions: AuditKeywords,
    ReportOptions: ReportKeywords,
}
SCHEMA = Path(typilus.__file__).parent / "settings.schema.json"
PAGE = Path(__file__).parent.parent.parent / "docs" / "settings.md"


@pytest.mark.parametrize("options", PAIRS)
def test_keyword_arguments_are_the_fields(options: type[PredictOptions]) -> None:
    keywords = {name: type_.__forward_arg__ for name, type_ in PAIRS[options].__annotations__.items()}
    assert keywords == {field.name: field.type for field in fields(options)}


@pytest.mark.parametrize("options", PAIRS)
def test_a_default_is_allowed_and_help_is_a_sentence(options: type[PredictOptions]) -> None:
    for name, (default, spec) in option_specs(options).items():
        assert len(spec.help.split()) > 2
        assert not spec.choices or default is None or default in spec.choices
        if isinstance(spec.parse, NumberRange) and default is not None:
            assert spec.parse(str(default)) == default, name


def test_an_audit_shows_what_was_measured() -> None:
    options = AuditOptions()
    assert (options.min_confidence, options.agreeing) == (DEFAULT_CONFIDENCE, MAX_AGREEING)


def test_the_schema_of_the_settings_is_that_of_the_options() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == settings_schema(build_parser()), (
        "write it anew: python -m tests.typilus.test_options"
    )


def test_every_setting_is_documented() -> None:
    page = PAGE.read_text(encoding="utf-8")
    properties = settings_schema(build_parser())["properties"]
    for command, table in properties.items():
        for name in table.get("properties", {}):
            row = next((line for line in page.splitlines() if line.startswith(f"| `{name}` |")), "")
            assert f"`{command}`" in row, f"{name} of {command}: no row in {PAGE.name}"


def test_a_report_suggests_what_annotating_would_write() -> None:
    options = ReportOptions(checker="mypy", check_seconds=5.0, project="p", environment="e")
    expected = AnnotateOptions(min_confidence=0.5, checker="mypy", check_seconds=5.0, project="p", environment="e")
    assert options.annotating == expected


def test_a_language_model_is_asked_beside_the_other_recommenders() -> None:
    assert PredictOptions(recommenders=["a.jsonl"]).added == ("a.jsonl",)
    options = AuditOptions(recommenders=["a.jsonl"], infill="own:", infill_below=0.3, infill_log="log.jsonl")
    assert options.added == ("a.jsonl", InfillSettings("own:", 0.3, "log.jsonl", "auto"))


if __name__ == "__main__":
    SCHEMA.write_text(
        json.dumps(settings_schema(build_parser()), indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
