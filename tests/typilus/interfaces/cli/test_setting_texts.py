"""Settings as texts: JSON where it is, else words."""

from __future__ import annotations

import pytest

from typilus.errors import TypilusError
from typilus.interfaces.cli.setting_texts import settings_from


def test_values_are_json_or_words() -> None:
    texts = ["steps=8", "split=file", "dropout=0.5", "bfloat16=false", 'relations=["CHILD"]', "name=a=b"]
    assert settings_from(texts) == {
        "steps": 8, "split": "file", "dropout": 0.5, "bfloat16": False, "relations": ["CHILD"], "name": "a=b",
    }  # fmt: skip


def test_a_text_without_a_value() -> None:
    with pytest.raises(TypilusError, match="--set steps: write NAME=VALUE"):
        settings_from(["steps"])
