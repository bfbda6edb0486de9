"""A classifier's answers as ranked types of a table that need not have all of its types."""

from __future__ import annotations

import numpy as np
import pytest

from tests.typilus.lab.experiments.small_corpora import labeled_file
from typilus.lab.experiments.network.class_answers import ClassAnswers, with_types
from typilus.lab.experiments.network.embedded_symbols import EmbeddedSymbols
from typilus.lab.experiments.network.symbol_table import tabulate
from typilus.neural import TypeClassifier

CLASSES = ("str", "<unknown>", "bytes", "int")
WEIGHTS = np.array([[3, 0, 0], [0, 4, 0], [0, 0, 2], [1, 1, 1]], np.float32)
CLASSIFIER = TypeClassifier(CLASSES, WEIGHTS, np.zeros(4, np.float32))


@pytest.fixture
def symbols() -> EmbeddedSymbols:
    table = tabulate([labeled_file("shop/a.py", "count:int name:str other:float")])
    return EmbeddedSymbols(table, np.zeros(1, np.int8), np.eye(3, dtype=np.float32))


def test_types_that_label_nothing_come_last_and_once(symbols: EmbeddedSymbols) -> None:
    more = with_types(symbols, ("str", "bytes", "int"))
    assert more.table.types == ("int", "str", "float", "bytes")
    np.testing.assert_array_equal(more.table.type_id, symbols.table.type_id)
    assert more.table.type_counts(more.rows("train")).tolist() == [1, 1, 1, 0]


def test_the_most_probable_types_are_named_by_the_table(symbols: EmbeddedSymbols) -> None:
    answers = ClassAnswers(CLASSIFIER, with_types(symbols, CLASSIFIER.types).table)
    assert str(answers) == "softmax over 3 types"
    ranked = answers.rank(np.eye(3, dtype=np.float32))
    # Of the second symbol, unknown is the most probable: the best type stands, with the probability that it has.
    assert ranked.type_id.tolist() == [[1, 0, 3], [0, 1, 3], [3, 0, 1]]
    shares = np.exp(WEIGHTS.T) / np.exp(WEIGHTS.T).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(ranked.probability[:, 0], [shares[0, 0], shares[1, 3], shares[2, 2]], rtol=1e-6)
    assert ranked.probability[1, 0] < 0.1
