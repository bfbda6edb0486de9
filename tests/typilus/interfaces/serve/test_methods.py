from __future__ import annotations

from typing import Any

import pytest

from typilus.interfaces.serve.methods import METHODS, RequestError, checked_values

SOURCE = "x = 1\n"


def test_what_a_request_leaves_out_has_a_default() -> None:
    values = checked_values(METHODS["predict"], {"source": SOURCE, "top": 3})
    assert values == {"source": SOURCE, "path": "<request>", "top": 3, "min_confidence": 0.0}


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "'source' is missing"),
        ([SOURCE], "not an object"),
        ({"source": 1}, "'source' is int, not str"),
        ({"source": SOURCE, "top": True}, "'top' is bool, not int"),
        ({"source": SOURCE, "top": 0}, "'top' is 0, not from 1 to 1000"),
        ({"source": SOURCE, "min_confidence": float("nan")}, "'min_confidence' is nan"),
        ({"source": SOURCE, "project": "/"}, "no parameter is called 'project'"),
    ],
)
def test_a_value_that_does_not_suit_is_refused(parameters: Any, message: str) -> None:
    with pytest.raises(RequestError, match=message):
        checked_values(METHODS["predict"], parameters)


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../other.py", "a/../../b.py", "C:\\x.py", "a\\..\\..\\b.py", "//host/x"]
)
def test_a_path_stays_in_the_project(path: str) -> None:
    with pytest.raises(RequestError, match="must be relative to the project"):
        checked_values(METHODS["stub"], {"source": SOURCE, "path": path})


def test_numbers_may_be_whole_where_they_need_not() -> None:
    assert checked_values(METHODS["audit"], {"source": SOURCE, "min_confidence": 1})["min_confidence"] == 1
