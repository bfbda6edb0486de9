from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from graph_extraction import extract, parse_source
from typilus.neural.batching import GraphBatch
from typilus.neural.dataset import build_tables, iterate_batches, load_examples
from typilus.neural.encoded_graph import EncodedGraph
from typilus.neural.encoders.graph_encoder import GraphEncoder
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary
from typilus.project.labeled_file import LabeledFile

CONFIG = TrainingConfig(min_class_count=2, max_classes=2, steps=3)
SOURCE = "def f(count, names, shop, other):\n    return count\n"
LABELS: tuple[str | None, ...] = ("list[int]", "int", "list[str]", "shop.Shop", None)


def labeled(path: str = "a.py") -> LabeledFile:
    """A file whose return and first three parameters are labeled."""
    graph = extract(parse_source(SOURCE, path))
    assert len(graph.symbols) == len(LABELS)
    return LabeledFile("project", path, "a", graph, LABELS, {})


def test_classes_are_the_frequent_erased_types_of_the_training_side() -> None:
    vocabulary, types = build_tables([labeled(), labeled("b.py"), labeled("c.py")], CONFIG)
    assert types.classes == ("list", "int")
    assert "count" in vocabulary.pieces


def test_a_classifiers_classes_are_full_types_and_an_unknown_one() -> None:
    config = dataclasses.replace(CONFIG, objective="class")
    vocabulary, types = build_tables([labeled(), labeled("b.py"), labeled("c.py")], config)
    assert types.classes == ("int", "list[int]", "<unknown>")
    (example,) = load_examples([labeled()], GraphEncoder(CONFIG, vocabulary), types)
    assert example.class_ids.tolist() == [1, 0, 2, 2]


@pytest.mark.parametrize(
    ("unit", "pieces", "buckets"),
    [
        ("subtokens", {"count", "names", "<FunctionDef>"}, 7),
        ("tokens", {"count", "names", "def", "<FunctionDef>"}, 1),
        ("characters", {"c", "<", "F"}, 1),
    ],
)
def test_the_vocabulary_is_of_what_initial_states_are_made_of(unit: str, pieces: set[str], buckets: int) -> None:
    config = dataclasses.replace(CONFIG, initial_states=unit, buckets=7)
    vocabulary, _ = build_tables([labeled(), labeled("b.py"), labeled("c.py")], config)
    assert pieces <= set(vocabulary.pieces)
    assert (vocabulary.unit, vocabulary.buckets) == (unit, buckets)


def test_only_labeled_symbols_are_examples() -> None:
    vocabulary, types = build_tables([labeled()] * 3, CONFIG)
    (example,) = load_examples([labeled()], GraphEncoder(CONFIG, vocabulary), types)
    assert isinstance(example.part, EncodedGraph)
    assert len(example.part.symbol_index) == len(example.type_ids) == 4
    unlabeled = LabeledFile("p", "x.py", "x", labeled().graph, (None,) * 5, {})
    assert load_examples([unlabeled], GraphEncoder(CONFIG, vocabulary), types) == []


def test_inferred_labels_are_learned_from_only_where_asked_for() -> None:
    augmented = dataclasses.replace(labeled(), inferred=(None,) * 4 + ("int",))
    vocabulary, types = build_tables([augmented] * 3, CONFIG)
    without = dataclasses.replace(CONFIG, inferred_labels=False)
    assert types.classes == ("int", "list")
    assert build_tables([augmented] * 3, without)[1].classes == ("list", "int")
    (plain,) = load_examples([augmented], GraphEncoder(CONFIG, vocabulary), types)
    (learned,) = load_examples([augmented], GraphEncoder(CONFIG, vocabulary), types, inferred=True)
    assert len(plain.type_ids) == 4
    assert learned.type_ids.tolist() == [*plain.type_ids.tolist(), types.lookup("int")[0]]


def test_a_file_with_nothing_but_inferred_labels_counts_only_where_asked_for() -> None:
    graph = labeled().graph
    guessed = LabeledFile("p", "x.py", "x", graph, (None,) * 5, {}, ("str",) * 5)
    vocabulary, types = build_tables([guessed] * 3, CONFIG)
    assert types.classes == ("str",)
    assert "count" in vocabulary.pieces
    without = build_tables([guessed] * 3, dataclasses.replace(CONFIG, inferred_labels=False))
    assert without[1].classes == ()
    assert "count" not in without[0].pieces
    assert load_examples([guessed], GraphEncoder(CONFIG, vocabulary), types) == []


@pytest.mark.parametrize("batches", [[[0]], [[0, 1], [2]]])
def test_batches_join_labels_in_order(batches: list[list[int]]) -> None:
    files = [labeled(f"{name}.py") for name in "abc"]
    vocabulary, types = build_tables(files, CONFIG)
    examples = load_examples(files, GraphEncoder(CONFIG, vocabulary), types)
    found = list(iterate_batches(examples, batches, GraphEncoder(CONFIG, vocabulary)))
    assert [len(batch.targets) for batch in found] == [4 * len(batch) for batch in batches]
    for batch, numbers in zip(found, batches, strict=True):
        expected = np.concatenate([examples[number].type_ids for number in numbers])
        np.testing.assert_array_equal(batch.targets.type_ids.numpy(), expected)
        assert isinstance(batch.files, GraphBatch)
        assert len(batch.files.symbol_index) == len(expected)


def test_no_batches_is_no_work() -> None:
    assert list(iterate_batches([], [], GraphEncoder(CONFIG, Vocabulary([], 1)))) == []
