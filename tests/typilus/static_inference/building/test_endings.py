"""What goes on behind a `with`, and what does not go on behind a call."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred

SWALLOWING = {
    "suppress": ("import contextlib", "contextlib.suppress(ValueError)"),
    "imported suppress": ("from contextlib import suppress", "suppress(ValueError)"),
    "unseen raises": ("import pytest", "pytest.raises(ValueError)"),
    "own class": ("class M:\n    def __enter__(self): pass\n    def __exit__(self, *a): return True", "M()"),
    "own annotated": ("class M:\n    def __enter__(self): pass\n    def __exit__(self, *a) -> bool: ...", "M()"),
    "own computed": (
        "class M:\n    def __enter__(self): pass\n    def __exit__(self, k, *a): return k is OSError",
        "M()",
    ),
    "inherited": (
        "class B:\n    def __exit__(self, *a): return True\nclass M(B):\n    def __enter__(self): pass",
        "M()",
    ),
    "generator": (
        "import contextlib\n@contextlib.contextmanager\ndef m():\n"
        "    try:\n        yield\n    except OSError:\n        pass",
        "m()",
    ),
}
PASSING_ON = {
    "file": ("", "open(text)"),
    "lock": ("import threading", "threading.Lock()"),
    "exit stack": ("import contextlib", "contextlib.ExitStack()"),
    "temporary": ("import tempfile", "tempfile.TemporaryDirectory()"),
    "own class": ("class M:\n    def __enter__(self): pass\n    def __exit__(self, *a): self.x = 1", "M()"),
    "own false": ("class M:\n    def __enter__(self): pass\n    def __exit__(self, *a): return False", "M()"),
    "delegating": (
        "class M:\n    def __enter__(self): pass\n    def __exit__(self, *a): return self.file.__exit__(*a)",
        "M()",
    ),
    "generator": (
        "import contextlib\n@contextlib.contextmanager\ndef m():\n"
        "    try:\n        yield\n    finally:\n        print()",
        "m()",
    ),
    "raising again": (
        "import contextlib\n@contextlib.contextmanager\ndef m():\n"
        "    try:\n        yield\n    except OSError as error:\n        raise ValueError from error",
        "m()",
    ),
    "a value": ("", "text"),
}


@pytest.mark.parametrize("case", SWALLOWING)
def test_behind_what_swallows_errors_the_function_ends(case: str) -> None:
    before, manager = SWALLOWING[case]
    source = f"{before}\ndef number(text):\n    with {manager}:\n        return int(text)\n"
    assert inferred(source)["number()"] == "int | None"


@pytest.mark.parametrize("case", PASSING_ON)
def test_behind_other_managers_it_does_not(case: str) -> None:
    before, manager = PASSING_ON[case]
    source = f"{before}\ndef number(text):\n    with {manager}:\n        return int(text)\n"
    assert inferred(source)["number()"] == "int"


def test_a_name_bound_where_errors_are_swallowed_may_be_what_it_was() -> None:
    source = """
        from contextlib import suppress
        def number(text):
            found = ""
            with suppress(ValueError):
                found = int(text)
            return found
        """
    assert inferred(source)["number()"] == "int | str"


@pytest.mark.parametrize(
    "ending",
    [
        "sys.exit(1)",
        "os.abort()",
        "exit()",
        "fail(text)",
        "declared(text)",
        "argparse.ArgumentParser.error(p, text)",
        "parser.error(text)",
        "pytest.fail(text)",
        "abort(404)",
        "assert_never(text)",
    ],
)
def test_calls_that_never_return(ending: str) -> None:
    source = f"""
        import argparse, os, sys, pytest
        from typing import NoReturn, assert_never
        from flask import abort
        def fail(text):
            print(text)
            raise ValueError(text)
        def declared(text) -> NoReturn: ...
        def number(text, parser, p):
            if text:
                return int(text)
            {ending}
        """
    assert inferred(source)["number()"] == "int"


@pytest.mark.parametrize("ending", ["self.fail(text)", "self.stop(text)"])
def test_methods_that_never_return(ending: str) -> None:
    source = f"""
        import unittest
        class Case(unittest.TestCase):
            def stop(self, text):
                raise ValueError(text)
            def number(self, text):
                if text:
                    return int(text)
                {ending}
        """
    assert inferred(source)["Case.number()"] == "int"


@pytest.mark.parametrize("ending", ["print(text)", "maybe(text)", "later(text)", "text.error()", "abort(text)"])
def test_calls_that_return(ending: str) -> None:
    source = f"""
        def maybe(text):
            if text:
                return
            raise ValueError(text)
        def later(text):
            raise NotImplementedError
        def number(text):
            if text:
                return int(text)
            {ending}
        """
    assert inferred(source)["number()"] == "int | None"
