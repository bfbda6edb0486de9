from __future__ import annotations

import pytest

from typilus.interfaces.lsp.client_settings import wishes_of


def test_settings_become_fields_of_the_options() -> None:
    wishes, refusals = wishes_of({"minConfidence": 0.9, "only": ["returns"], "findings": "idle", "other": 1})
    assert wishes == {"min_confidence": 0.9, "only": ("returns",), "findings": "idle"}
    assert not refusals


@pytest.mark.parametrize("settings", [None, [], {}, {"minConfidence": None}])
def test_what_is_not_set_is_no_wish(settings: object) -> None:
    assert wishes_of(settings) == ({}, [])


@pytest.mark.parametrize("settings", [{"minConfidence": 2}, {"findings": "always"}, {"only": "everything"}])
def test_what_is_not_allowed_is_refused_by_name(settings: dict[str, object]) -> None:
    wishes, refusals = wishes_of(settings)
    assert not wishes
    assert next(iter(settings)) in refusals[0]
