import logging
import pickle

import pytest

from typilus.infilling.announcing import Announcer


def test_a_sentence_is_said_once() -> None:
    sentences: list[str] = []
    announcer = Announcer(sentences.append)
    for sentence in ("slow", "gone", "slow"):
        announcer.announce(sentence)
    assert sentences == ["slow", "gone"]


def test_in_another_process_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    announcer = Announcer(lambda sentence: None)
    announcer.announce("slow")
    copy = pickle.loads(pickle.dumps(announcer))
    with caplog.at_level(logging.WARNING):
        copy.announce("slow")
        copy.announce("gone")
    assert caplog.messages == ["gone"]


def test_it_is_logged_where_nobody_listens(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        Announcer().announce("gone")
    assert caplog.messages == ["gone"]
