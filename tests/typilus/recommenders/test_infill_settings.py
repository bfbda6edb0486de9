"""Which models other processes may ask."""

from __future__ import annotations

import pickle

import pytest

from tests.typilus.infilling.oracle import Oracle
from typilus.recommenders.infill_settings import InfillSettings


@pytest.mark.parametrize(
    ("what", "expected"),
    [("http://localhost:8080", True), ("https://host/v1#model", True), ("gguf:/m.gguf", False), ("own:m", True)],
)
def test_a_server_serves_many_and_a_large_model_one(what: str, expected: bool) -> None:
    settings = InfillSettings(what)
    assert settings.can_be_sent() is expected
    assert pickle.loads(pickle.dumps(settings)) == settings
    assert hash(settings) == hash(InfillSettings(what))


def test_an_open_model_is_sent_if_its_copies_ask_the_same() -> None:
    oracle = Oracle({})
    assert not InfillSettings(oracle).can_be_sent()
    oracle.model.is_shared = True
    assert InfillSettings(oracle).can_be_sent()
    assert not InfillSettings(oracle).can_be_sent(elsewhere=True)
