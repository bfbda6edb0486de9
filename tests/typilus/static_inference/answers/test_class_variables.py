"""Members of enumerations, and properties that calls make."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from graph_extraction import extract, parse_source
from typilus.static_inference.inference import StaticInference

PROGRAM = """
    import enum
    from far import ColorEnum
    from kinds import Named, FeatureFlag
    class Color(Named):
        RED = 1
        pair = (1, 2)
        _hidden = 3
        _ignore_ = ["x"]
        __secret = 4
        typed: int = 5
        def __init__(self, *parts):
            self.extra = 6
    class Mixed(int, enum.Enum):
        LOW = 1
    class Far(ColorEnum):
        BLUE = 1
    class Plain(FeatureFlag):
        size = 1
    top = 1
    """


def test_assigned_names_in_the_body_of_an_enumeration_are_members(tmp_path: Path) -> None:
    (tmp_path / "kinds.py").write_text(
        "from enum import Enum\nclass Named(Enum):\n    def show(self): ...\nclass FeatureFlag: ...\n"
    )
    read = parse_source(dedent(PROGRAM), str(tmp_path / "main.py"))
    symbols = extract(read).symbols
    inference = StaticInference([tmp_path])
    inference.infer(read, "main", symbols)
    members = {symbol.name for symbol in symbols if "member" in (inference.skip_reason("main", symbol) or "")}
    assert members == {"RED", "pair", "_hidden", "LOW", "BLUE"}


def test_what_property_makes_is_a_property() -> None:
    source = (
        "class A:\n    def get(self): ...\n    size = property(get)\n    half = property(fget=lambda self: 1)\n"
        "    write = property(fset=get)\n    price = 2\nlength = property(A.get)\n"
    )
    read = parse_source(source)
    symbols = extract(read).symbols
    inference = StaticInference([])
    inference.infer(read, "", symbols)
    skipped = {symbol.name for symbol in symbols if "getter" in (inference.skip_reason("", symbol) or "")}
    assert skipped == {"size", "half"}
