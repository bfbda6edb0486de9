"""What is done with a variable after each of its assignments speaks against types of it."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import objection_to


@pytest.mark.parametrize(
    "code",
    [
        "def f(g):\n    one = g()\n    one.stem.title()\n",
        "def f(paths):\n    for one in paths:\n        one.stem.title()\n",
        "from pathlib import Path\ndef f(paths):\n    for one in paths:\n        one.parent.joinpath(one.stem)\n",
        "def f(paths):\n    for some in paths:\n        for one in some:\n            one.joinpath(one.stem)\n",
    ],
)
def test_guesses_leave_the_uses(code: str) -> None:
    assert "str has no" in (objection_to(code, "one", "str") or "")
    assert objection_to(code, "one", "pathlib.Path") is None


def test_what_is_known_of_one_assignment_is_no_matter_of_another() -> None:
    code = "def f():\n    one = 3\n    one.bit_length()\n    one = 'a'\n    one.upper()\n"
    assert objection_to(code, "one", "str") is None
