"""Branches, loops, `try`, `with`."""

from __future__ import annotations

from tests.typilus.static_inference.inferring import inferred


def test_branches_meet() -> None:
    found = inferred("def f(a):\n    if a:\n        x = 1\n    else:\n        x = 'a'\n    return x\n")
    assert found["f()"] == "int | str"


def test_what_returns_does_not_meet() -> None:
    found = inferred("def f(a):\n    x = None\n    if a:\n        x = 1\n    else:\n        return 'a'\n    return x\n")
    assert found["f()"] == "int | str"


def test_loops_come_round() -> None:
    found = inferred(
        """
        def f(items):
            last = None
            for each in [1, 2]:
                before = last
                last = each
            return before
        def g():
            count = 0
            while True:
                count += 0.5
                if count > 3:
                    break
            return count
        """
    )
    assert found["f()"] == "int | None"
    assert found["g()"] == "float"


def test_an_endless_loop_returns_nothing() -> None:
    assert "f()" not in inferred("def f():\n    while True:\n        pass\n")


def test_handlers_start_anywhere_in_the_body() -> None:
    found = inferred(
        """
        def f():
            x = None
            try:
                x = 1
                x = "a"
            except ValueError:
                return x
            finally:
                y = 2.0
            return y
        """
    )
    assert found["f()"] in ("float | int | str | None", "float | str | None")
