from __future__ import annotations

import json

import pytest

from graph_extraction import SymbolKind
from typilus.interfaces.lsp.action_data import ActionData
from typilus.rewriting import AnnotationEdit

EDIT = AnnotationEdit(SymbolKind.PARAMETER, "Shop.add", "price", 12, 20, "decimal.Decimal")


def test_data_survives_the_way_through_an_editor() -> None:
    data = ActionData("file:///a.py", 3, (EDIT, EDIT))
    assert ActionData.from_json(json.loads(json.dumps(data.to_json()))) == data


@pytest.mark.parametrize("values", [None, 3, {}, {"uri": "x", "version": 1, "annotations": [["no kind"]]}])
def test_what_is_not_ours_is_no_data(values: object) -> None:
    assert ActionData.from_json(values) is None
