import logging

import pytest

from typilus.infilling.announcing import Announcer


def test_a_sentence_is_said_once() -> None:
    sentences: list[str] = []
    announcer = Announcer(sentences.append)
    for sentence in ("slow", "gone", "slow"):
        announcer.announce(sentence)
    assert sentences == ["slow", "gone"]


def test_it_is_logged_where_nobody_listens(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        Announcer().announce("gone")
    assert caplog.messages == ["gone"]
