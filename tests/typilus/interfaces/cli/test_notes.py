"""Notes of the rooms below."""

from __future__ import annotations

import logging

import pytest

from typilus.interfaces.cli.notes import notes_shown


def test_notes_are_shown_to_those_who_ask(capsys: pytest.CaptureFixture[str]) -> None:
    log = logging.getLogger("typilus.somewhere")
    for wanted in (False, True, False):
        with notes_shown(wanted):
            log.info("made anew: \x1b[31m%s", wanted)
    assert capsys.readouterr().err == "typilus: made anew: \\x1b[31mTrue\n"
    assert not logging.getLogger("typilus").handlers


def test_an_error_ends_the_notes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyError), notes_shown(True):
        raise KeyError
    logging.getLogger("typilus.somewhere").info("too late")
    assert capsys.readouterr().err == ""
