"""SARIF logs, validated against the official schema."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import jsonschema

SCHEMA = Path(__file__).parents[3] / "cases" / "sarif" / "sarif-schema-2.1.0.json"


@functools.cache
def _validator() -> Any:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def read_log(text: str) -> dict[str, Any]:
    """Validate a log and return its only run."""
    log = json.loads(text)
    _validator().validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run
