"""Dependencies come first; cycles and long chains do not stop it."""

from __future__ import annotations

import ast
import random

from typilus.project.import_levels import import_levels, imported_modules
from typilus.project.reexports import ModuleSummary, summarize


def summary(module: str, text: str, is_package: bool = False) -> ModuleSummary:
    return summarize(ast.parse(text), module, is_package)


def test_what_is_imported() -> None:
    text = "import os\nfrom . import desk\nfrom .room import Room as R\nfrom p.all import *\nfrom p.a import me\n"
    assert imported_modules(summary("p.a", text)) == [
        "os", "p", "p.a.me", "p.all", "p.desk", "p.room", "p.room.Room",
    ]  # fmt: skip


def test_levels_rise_with_imports() -> None:
    modules = [
        summary("p", "from p.shop import Shop\n", is_package=True),
        summary("p.shop", "import elsewhere\nfrom p.room import Room\nfrom p.base import x\n"),
        summary("p.room", "from p import base\n"),
        summary("p.base", "import re\n"),
        summary("p.alone", ""),
    ]
    # `from p import base` names the package too, which closes a cycle: whichever is first in the alphabet is cut.
    levels = import_levels(modules)
    assert levels["p.base"] == levels["p.alone"] == 0
    assert levels["p.base"] < levels["p.room"] < levels["p.shop"] < levels["p"]


def test_a_cycle_is_cut_in_the_same_place_in_any_order() -> None:
    modules = [summary(f"m{n}", f"import m{(n + 1) % 6}\nimport m{(n * 3) % 6}\n") for n in range(6)]
    expected = import_levels(modules)
    assert len(set(expected.values())) > 1
    for seed in range(10):
        random.Random(seed).shuffle(modules)
        assert import_levels(modules) == expected


def test_a_chain_longer_than_the_stack() -> None:
    modules = [summary(f"m{n:05d}", f"import m{n + 1:05d}\n") for n in range(3000)]
    levels = import_levels(modules)
    assert levels["m00000"] == 2999
    assert levels["m02999"] == 0
