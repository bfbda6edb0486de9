"""The JSON contract as a schema: what other programs rely on."""

from __future__ import annotations

from typing import Any

SOURCES = (
    "typespace",
    "control-flow",
    "value",
    "default",
    "docstring",
    "name",
    "look-up",
    "project look-up",
    "definition",
    "proved",
    "static",
    "usage",
    "whole",
    "inherited",
    "flow",
    "variant",
    "composition",
    "correction",
)
_TEXT_OR_NULL = {"type": ["string", "null"]}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


CANDIDATE_SCHEMA = _object(
    {
        "type": {"type": "string", "minLength": 1},
        "text": {"type": "string", "minLength": 1},
        "probability": {"type": "number", "minimum": 0, "maximum": 1},
        "source": {"enum": list(SOURCES)},
        "checked": {"enum": ["passed", "failed", None]},
    }
)
SYMBOL_SCHEMA = _object(
    {
        "kind": {"enum": ["parameter", "return", "variable", "attribute"]},
        "scope": {"type": "string"},
        "name": {"type": "string", "minLength": 1},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 0},
        "existing": _TEXT_OR_NULL,
        "skipped": _TEXT_OR_NULL,
        "candidates": {"type": "array", "items": CANDIDATE_SCHEMA},
    }
)
FILE_SCHEMA = _object(
    {
        "path": {"type": "string"},
        "error": _TEXT_OR_NULL,
        "symbols": {"type": "array", "items": SYMBOL_SCHEMA},
    }
)


def check_file(document: dict[str, Any]) -> None:
    """Validate one file's object, the order of its keys and of its candidates included."""
    import jsonschema

    jsonschema.validate(document, FILE_SCHEMA)
    assert list(document) == list(FILE_SCHEMA["properties"])
    for symbol in document["symbols"]:
        assert list(symbol) == list(SYMBOL_SCHEMA["properties"])
        assert (symbol["skipped"] is None) == bool(symbol["candidates"])
        chances = [candidate["probability"] for candidate in symbol["candidates"]]
        assert chances == sorted(chances, reverse=True)
        for candidate in symbol["candidates"]:
            assert list(candidate) == list(CANDIDATE_SCHEMA["properties"])
