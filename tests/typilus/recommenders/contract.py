"""The JSON contract as the schema of the package has it: what other programs rely on."""

from __future__ import annotations

import functools
import json
from importlib.resources import files
from typing import Any

import jsonschema

__all__ = ["DEFINITIONS", "SCHEMA", "SOURCES", "check_document", "check_file"]

SCHEMA: dict[str, Any] = json.loads((files("typilus") / "schema.json").read_text(encoding="utf-8"))
DEFINITIONS: dict[str, Any] = SCHEMA["$defs"]
SOURCES: tuple[str, ...] = tuple(DEFINITIONS["source"]["anyOf"][0]["enum"])


def check_document(document: dict[str, Any], definition: str) -> None:
    """Validate an object against a definition of the schema, and the order of its keys."""
    _validator(definition).validate(document)
    _check_order(document, definition)


def check_file(document: dict[str, Any]) -> None:
    """Validate one file's predictions, the order of its candidates included."""
    check_document(document, "predicted_file")
    for symbol in document["symbols"]:
        assert (symbol["skipped"] is None) == bool(symbol["candidates"])
        chances = [candidate["probability"] for candidate in symbol["candidates"]]
        assert chances == sorted(chances, reverse=True)


@functools.cache
def _validator(definition: str) -> Any:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    return jsonschema.Draft202012Validator({"$ref": f"#/$defs/{definition}", "$defs": DEFINITIONS})


def _check_order(value: Any, definition: str) -> None:
    """Keys come in the order in which the schema names them; a key that may be missing is passed over."""
    properties = _properties(definition)
    assert list(value) == [name for name in properties if name in value]
    for name, schema in properties.items():
        inner = schema.get("items", schema)
        if "$ref" in inner and isinstance(value.get(name), dict | list):
            for each in value[name] if isinstance(value[name], list) else [value[name]]:
                if isinstance(each, dict):
                    _check_order(each, inner["$ref"].rpartition("/")[2])


def _properties(definition: str) -> dict[str, Any]:
    schema = DEFINITIONS[definition]
    base = _properties(schema["$ref"].rpartition("/")[2]) if "$ref" in schema else {}
    return {**base, **schema.get("properties", {})}
