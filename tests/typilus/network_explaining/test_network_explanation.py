"""How an explanation is drawn, for people, pages and programs."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from graph_extraction import Symbol, SymbolKind
from typilus.network_explaining import EdgeShare, NetworkExplanation, NodeShare

TEXT = "def f(a, b):\n    pass\n    x = '<b>' + a\n"
A = NodeShare("token", "a", 1, 6, 0.5)
B = NodeShare("token", "b", 1, 9, -0.25)
HTML = NodeShare("token", "'<b>'", 3, 8, 0.15)
CALL = NodeShare("non_terminal", "BinOp", None, None, 0.1)
SYMBOL = Symbol(9, SymbolKind.PARAMETER, "f", "a", 1, 6)
EXPLANATION = NetworkExplanation(
    SYMBOL, "list[str]", 0.9, (A, B, HTML, CALL), (EdgeShare("CHILD", CALL, A, -1.0),), TEXT
)


def drawn(explanation: NetworkExplanation, color: bool = False) -> str:
    sink = io.StringIO()
    system = "truecolor" if color else None
    Console(file=sink, width=60, color_system=system, force_terminal=color).print(explanation)  # type: ignore[arg-type]
    return sink.getvalue()


def test_marks_without_color() -> None:
    lines = [line.rstrip() for line in drawn(EXPLANATION).splitlines()]
    assert lines == [
        "f.a  parameter, line 1  list[str] 90%",
        "    1  def f(a, b):",
        "             ^  ~",
        "             50%",
        "                -25%",
        "      …",
        "    3      x = '<b>' + a",
        "               ^^^^^",
        "               15%",
        "  share  kind          from         to",
        " +50.0%  token         a (1:6)",
        " -25.0%  token         b (1:9)",
        " +15.0%  token         '<b>' (3:8)",
        " +10.0%  non_terminal  BinOp",
        "-100.0%  CHILD         BinOp        a (1:6)",
    ]


def test_color_takes_the_place_of_marks() -> None:
    text = drawn(EXPLANATION, color=True)
    assert "^" not in text
    assert "48;2;0,200,0".replace(",", ";") in text


def test_everything_from_the_code_is_escaped() -> None:
    page = EXPLANATION._repr_html_()
    assert "<b>' +" not in page
    assert page.count("&lt;b&gt;") == 2


def test_plain_values() -> None:
    document = json.loads(json.dumps(EXPLANATION.to_dict()))
    assert document["type"] == "list[str]"
    assert document["nodes"][3] == {
        "kind": "non_terminal",
        "label": "BinOp",
        "line": None,
        "column": None,
        "share": 0.1,
    }
    assert document["edges"][0]["target"]["line"] == 1


def test_a_symbol_without_neighbors() -> None:
    alone = NetworkExplanation(SYMBOL, "int", 0.5, (), (), TEXT)
    assert "nothing in the file is connected with it" in drawn(alone)
    assert alone.to_dict()["nodes"] == []
    assert pytest.approx(0.5) == alone.probability


def test_repr_is_short() -> None:
    name, line = EXPLANATION.symbol.qualified_name, EXPLANATION.symbol.line
    assert repr(EXPLANATION).startswith(f"<NetworkExplanation {EXPLANATION.symbol.kind.value} {name}, line {line}: ")
    assert len(repr(EXPLANATION)) < 120
