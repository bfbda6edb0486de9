"""The JSON contract, field for field, and the ways a result shows itself."""

from __future__ import annotations

import json

import pytest
from rich.console import Console

from graph_extraction import Obstacle, Symbol, SymbolKind
from tests.typilus.recommenders.contract import check_document
from typilus.prediction.file_prediction import FilePrediction, TypeCandidate, TypePrediction

PRICE = Symbol(3, SymbolKind.PARAMETER, "Shop.add", "price", 12, 20)
SELF = Symbol(4, SymbolKind.PARAMETER, "Shop.add", "self", 12, 14, obstacle=Obstacle.RECEIVER)
RETURN = Symbol(5, SymbolKind.RETURN, "Shop", "add", 12, 8, annotation="'list[<b>]'")
CANDIDATES = (
    TypeCandidate("decimal.Decimal", "Decimal", 0.81, "typespace", "passed"),
    TypeCandidate("float", "float", 0.123456, "typespace"),
)
PREDICTION = FilePrediction(
    "pkg/mod.py",
    None,
    (
        TypePrediction(PRICE, None, None, CANDIDATES),
        TypePrediction(SELF, None, "method receiver", ()),
        TypePrediction(RETURN, RETURN.annotation, None, CANDIDATES[1:]),
    ),
)
BROKEN = FilePrediction("bad.py", "bad.py:1:5: invalid syntax\n    a b\n      ^", ())


def test_json_is_the_contract_to_the_letter() -> None:
    one = FilePrediction("pkg/mod.py", None, (TypePrediction(PRICE, None, None, CANDIDATES[:1]),))
    assert one.to_json() == (
        '{"path": "pkg/mod.py", "error": null, "symbols": [{"kind": "parameter", "scope": "Shop.add", '
        '"name": "price", "line": 12, "column": 20, "existing": null, "skipped": null, "candidates": '
        '[{"type": "decimal.Decimal", "text": "Decimal", "probability": 0.81, "source": "typespace", '
        '"checked": "passed", "follows": false}]}]}'
    )


@pytest.mark.parametrize("prediction", [PREDICTION, BROKEN])
def test_json_is_valid(prediction: FilePrediction) -> None:
    check_document(json.loads(prediction.to_json()), "predicted_file")
    assert "\n" not in prediction.to_json()
    assert "\n" in prediction.to_json(indent=2)


def test_it_is_a_sequence_of_symbols() -> None:
    assert len(PREDICTION) == 3
    assert [each.symbol for each in PREDICTION] == [PRICE, SELF, RETURN]
    assert [each.qualified_name for each in PREDICTION] == ["Shop.add.price", "Shop.add.self", "Shop.add()"]
    assert PREDICTION.symbols[0].best == CANDIDATES[0]
    assert PREDICTION.symbols[1].best is None


def test_it_prints_as_a_table() -> None:
    text = str(PREDICTION)
    assert text.splitlines()[0] == "pkg/mod.py"
    assert "Decimal 81%  float 12%" in text
    assert "Shop.add.self" not in text
    assert "\x1b" not in text
    assert str(BROKEN).startswith("error bad.py:1:5: invalid syntax")
    assert "no parameters, returns, variables or attributes" in str(FilePrediction("empty.py", None, ()))


def test_markup_in_a_file_is_no_markup_in_the_terminal() -> None:
    odd = Symbol(1, SymbolKind.VARIABLE, "", "x", 1, 0, annotation="list[bold]")
    prediction = FilePrediction(
        "[red]x.py", None, (TypePrediction(odd, odd.annotation, None, (TypeCandidate("a[b]", "a[b]", 1, "t"),)),)
    )
    text = str(prediction)
    assert "[red]x.py" in text
    assert "list[bold]" in text
    assert "a[b]" in text


def test_rich_shows_the_same() -> None:
    console = Console(width=100, record=True, file=None, quiet=False)
    with console.capture() as capture:
        console.print(PREDICTION)
    assert "Shop.add.price" in capture.get()


def test_html_is_escaped() -> None:
    html = PREDICTION._repr_html_()
    assert "&lt;b&gt;" in html
    assert "<b>]" not in html
    assert "Decimal" in html
    assert "invalid syntax" in BROKEN._repr_html_()


def test_repr_is_short() -> None:
    assert repr(PREDICTION) == "<FilePrediction pkg/mod.py: 3 symbols>"
    assert repr(BROKEN) == "<FilePrediction bad.py: error: bad.py:1:5: invalid syntax>"


def test_a_symbol_by_its_name() -> None:
    assert PREDICTION["Shop.add.price"] is PREDICTION.symbols[0]
    assert PREDICTION["Shop.add()"] is PREDICTION.symbols[2]
    with pytest.raises(KeyError, match=r"no symbol 'price'; there is 'Shop\.add\.price'"):
        PREDICTION["price"]


def test_parts_show_themselves() -> None:
    price, receiver, _ = PREDICTION
    assert repr(price) == "<TypePrediction parameter Shop.add.price, line 12: Decimal 81%>"
    assert repr(receiver) == "<TypePrediction parameter Shop.add.self, line 12: method receiver>"
    assert "Shop.add.price" in price._repr_html_()
    assert 'title="decimal.Decimal"' in CANDIDATES[0]._repr_html_()
    assert "no parameters, returns" in FilePrediction("empty.py", None, ())._repr_html_()
