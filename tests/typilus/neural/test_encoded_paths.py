"""The paths around symbols: those of a small function by hand, their choice, and their cuts."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest

from graph_extraction import ProgramGraph, extract, extract_file, parse_source
from typilus.errors import TypilusError
from typilus.neural import encoded_paths
from typilus.neural.encoded_paths import EncodedPaths, encode_paths
from typilus.neural.vocabulary import Vocabulary, build_vocabulary, count_pieces

SOURCE = "def area(width: int, height) -> int:\n    return width * height\n"
AROUND = {
    "area": {
        "area / FunctionDef / area",
        "area / FunctionDef / width >",
        "area / FunctionDef / height >",
        "area / FunctionDef Return BinOp / width >",
        "area / FunctionDef Return BinOp / height >",
    },
    "width": {
        "width / FunctionDef / area <",
        "width / FunctionDef / width",
        "width / FunctionDef / height >",
        "width / FunctionDef Return BinOp / width >",
        "width / FunctionDef Return BinOp / height >",
        "width / BinOp Return FunctionDef / area <",
        "width / BinOp Return FunctionDef / width <",
        "width / BinOp Return FunctionDef / height <",
        "width / BinOp / width",
        "width / BinOp / height >",
    },
    "height": {
        "height / FunctionDef / area <",
        "height / FunctionDef / width <",
        "height / FunctionDef / height",
        "height / FunctionDef Return BinOp / width >",
        "height / FunctionDef Return BinOp / height >",
        "height / BinOp Return FunctionDef / area <",
        "height / BinOp Return FunctionDef / width <",
        "height / BinOp Return FunctionDef / height <",
        "height / BinOp / width <",
        "height / BinOp / height",
    },
}


@pytest.fixture(scope="module")
def graph() -> ProgramGraph:
    return extract(parse_source(SOURCE))


@pytest.fixture(scope="module")
def vocabulary(graph: ProgramGraph) -> Vocabulary:
    return build_vocabulary(*count_pieces(graph), min_count=1)


@pytest.fixture(scope="module")
def large() -> ProgramGraph:
    return extract_file(encoded_paths.__file__)


def read_paths(paths: EncodedPaths, vocabulary: Vocabulary) -> list[list[str]]:
    """The paths of each symbol as text, `<` and `>` where the other end lies before or behind."""

    def text(numbers: list[int]) -> str:
        known = [vocabulary.pieces[number] if number < len(vocabulary.pieces) else "?" for number in numbers]
        return " ".join(piece.strip("<>") for piece, number in zip(known, numbers, strict=True) if number >= 0)

    lines = []
    for steps, ends, direction in zip(paths.steps.tolist(), paths.ends, paths.direction.tolist(), strict=True):
        start, end = (text(paths.words.take(np.array([word])).values.tolist()) for word in ends)
        lines.append(f"{start} / {text(steps)} / {end} {['', '>', '<'][direction]}".strip())
    bounds = np.cumsum([0, *paths.counts.tolist()]).tolist()
    return [lines[a:b] for a, b in itertools.pairwise(bounds)]


def test_paths_lead_from_occurrences_to_other_leaves(graph: ProgramGraph, vocabulary: Vocabulary) -> None:
    found = read_paths(encode_paths(graph, vocabulary, 100, 8), vocabulary)
    for symbol, paths in zip(graph.symbols, found, strict=True):
        assert set(paths) == AROUND[symbol.name]
        assert len(paths) == len(set(paths))


def test_paths_keep_to_their_length(graph: ProgramGraph, vocabulary: Vocabulary) -> None:
    found = read_paths(encode_paths(graph, vocabulary, 100, 2), vocabulary)
    for symbol, paths in zip(graph.symbols, found, strict=True):
        short = {path for path in AROUND[symbol.name] if len(path.split(" / ")[1].split()) <= 2}
        assert set(paths) == short


def test_the_choice_depends_on_content_alone(graph: ProgramGraph, vocabulary: Vocabulary) -> None:
    everything = read_paths(encode_paths(graph, vocabulary, 100, 8), vocabulary)
    few = read_paths(encode_paths(graph, vocabulary, 4, 8), vocabulary)
    assert few == [paths[:4] for paths in everything]
    moved = extract(parse_source("import other\nprint(other, 'something')\n\n\n" + SOURCE))
    again = read_paths(encode_paths(moved, vocabulary, 2, 2), vocabulary)
    assert again[-3:] == read_paths(encode_paths(graph, vocabulary, 2, 2), vocabulary)


def test_classes_come_behind_the_symbols(vocabulary: Vocabulary) -> None:
    graph = extract(parse_source("def area(width):\n    class Height: pass\n"))
    paths = read_paths(encode_paths(graph, vocabulary, 100, 8), vocabulary)
    assert len(graph.symbols) == len(paths) - 1 == 2
    assert {path.split(" / ")[0] for path in paths[-1]} == {"height"}


def test_every_symbol_has_paths_and_none_more_than_allowed(large: ProgramGraph, vocabulary: Vocabulary) -> None:
    paths = encode_paths(large, vocabulary, 5, 8)
    assert len(paths.counts) == len(large.symbols) + len(large.definitions)
    assert set(paths.counts.tolist()) == {5}
    assert paths.size == 5 * len(paths.counts)


@pytest.mark.parametrize("limit", [1, 7, 40, 10_000])
def test_parts_hold_the_paths_of_every_wanted_symbol(large: ProgramGraph, vocabulary: Vocabulary, limit: int) -> None:
    paths = encode_paths(large, vocabulary, 9, 8)
    numbered = dataclasses.replace(paths, steps=np.arange(paths.size, dtype=np.int32)[:, None])
    words = [numbered.words.take(np.array([word])).values.tolist() for word in range(len(numbered.words))]
    positions = np.arange(1, len(paths.counts), 2)
    starts, counts = np.cumsum(paths.counts) - paths.counts, np.minimum(paths.counts, limit)
    seen: list[int] = []
    for group, part in numbered.cut(positions, limit):
        seen.extend(group.tolist())
        assert part.size <= limit
        rows = [row for position in group for row in range(starts[position], starts[position] + counts[position])]
        assert part.steps[:, 0].tolist() == rows
        assert part.direction.tolist() == paths.direction[rows].tolist()
        for row, ends in zip(rows, part.ends, strict=True):
            found = [part.words.take(np.array([word])).values.tolist() for word in ends]
            assert found == [words[word] for word in paths.ends[row]]
    assert seen == positions.tolist()


def test_nothing_wanted_and_nothing_there(graph: ProgramGraph, vocabulary: Vocabulary) -> None:
    assert list(encode_paths(graph, vocabulary, 9, 8).cut(np.array([], dtype=np.int64), 10)) == []
    assert encode_paths(extract(parse_source("")), vocabulary, 9, 8).size == 0


def test_a_graph_without_its_tree_is_a_clear_error(graph: ProgramGraph, vocabulary: Vocabulary) -> None:
    with pytest.raises(TypilusError, match="its graph has no CHILD edges"):
        encode_paths(dataclasses.replace(graph, edges={}), vocabulary, 9, 8)
