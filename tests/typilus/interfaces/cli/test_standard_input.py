"""Standard input, and the name by which it is known."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from typilus.errors import TypilusError
from typilus.interfaces.cli.standard_input import located_path, reads_text


def named(*paths: str, name: str | None = None) -> argparse.Namespace:
    return argparse.Namespace(paths=list(paths), stdin_filename=name)


def test_whose_settings_apply() -> None:
    assert located_path(named("a.py", "-")) == "a.py"
    assert located_path(named("-", name="src/b.py")) == "src/b.py"
    assert located_path(named("-")) == str(Path.cwd())
    assert located_path(argparse.Namespace(paths=["-"])) == str(Path.cwd()), "of commands without the option"


def test_whether_it_is_read() -> None:
    assert reads_text(named("-", name="b.py"))
    assert not reads_text(named("a.py"))
    assert reads_text(named("a.py", "-"), alone=False)
    with pytest.raises(TypilusError, match="stands alone"):
        reads_text(named("a.py", "-"))
    with pytest.raises(TypilusError, match="write - as the path"):
        reads_text(named("a.py", name="b.py"))
