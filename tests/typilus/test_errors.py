"""One root for every error; messages name the file and the place, and survive the way out of a worker process."""

from __future__ import annotations

import pickle

import pytest

import graph_extraction
from typilus import errors
from typilus.errors import SourceError, TypilusError

KINDS = [getattr(errors, name) for name in errors.__all__]


def test_one_root_catches_all_and_nothing_that_python_raises_itself() -> None:
    assert all(issubclass(kind, TypilusError) for kind in KINDS)
    assert not any(issubclass(kind, ValueError | OSError | SyntaxError) for kind in KINDS)
    siblings = [kind for kind in KINDS if kind is not TypilusError]
    assert not any(issubclass(one, other) for one in siblings for other in siblings if one is not other)


def test_the_root_and_source_errors_are_those_of_the_lowest_room() -> None:
    assert errors.TypilusError is graph_extraction.TypilusError
    assert errors.SourceError is graph_extraction.SourceError
    with pytest.raises(SourceError):
        graph_extraction.parse_source("def f(:")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not SourceError], ids=lambda kind: kind.__name__)
def test_a_message_survives_pickling(kind: type[TypilusError]) -> None:
    read = pickle.loads(pickle.dumps(kind("shop/é.py: cannot be written")))
    assert type(read) is kind
    assert str(read) == "shop/é.py: cannot be written"


def test_a_source_error_survives_pickling_with_its_place() -> None:
    error = SourceError("a.py", "expected ':'", 3, 7, "def f()\tx")
    read = pickle.loads(pickle.dumps(error))
    assert str(read) == str(error)
    assert (read.path, read.reason, read.line, read.column, read.text) == ("a.py", "expected ':'", 3, 7, "def f()\tx")
    assert str(read).splitlines()[0] == "a.py:3:8: expected ':'", "columns are told from 1"
