from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_extraction import EdgeType, NodeKind, extract, parse_source, split_identifier


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("snake_case", "snake case"),
        ("camelCase", "camel case"),
        ("PascalCase", "pascal case"),
        ("CONSTANT_NAME", "constant name"),
        ("getHTTPResponse", "get http response"),
        ("HTTPServer", "http server"),
        ("conv2d", "conv 2 d"),
        ("utf8", "utf 8"),
        ("__init__", "init"),
        ("x", "x"),
        ("_", ""),
        ("naïveÜber", "na ï ve ü ber"),
    ],
)
def test_words(name: str, words: str) -> None:
    assert split_identifier(name) == tuple(words.split())


@given(st.from_regex(r"[A-Za-z_][A-Za-z0-9_]*", fullmatch=True))
def test_nothing_is_lost(name: str) -> None:
    assert "".join(split_identifier(name)) == name.replace("_", "").lower()


def subtokens(text: str) -> dict[str, set[str]]:
    graph = extract(parse_source(text))
    found: dict[str, set[str]] = {}
    for token, word in graph.edges[EdgeType.SUBTOKEN_OF].T.tolist():
        assert graph.node_kind[word] == NodeKind.VOCABULARY
        found.setdefault(graph.labels[graph.node_label[token]], set()).add(graph.labels[graph.node_label[word]])
    return found


def test_all_identifiers_and_nothing_else() -> None:
    text = (
        "from os_path import joinAll as ja\ndef fooBar(argOne, *a, kw=1): return x.dotName(keyWord='no', **b'') + 10\n"
    )
    assert set(subtokens(text)) == {
        *("os_path", "joinAll", "ja", "fooBar", "argOne", "a", "kw", "x", "dotName", "keyWord"),
    }
    assert subtokens(text)["joinAll"] == {"join", "all"}


def test_words_are_shared() -> None:
    graph = extract(parse_source("numNodes = getNodes = nodes_nodes\n"))
    words = [graph.labels[label] for label in graph.node_label[graph.node_kind == NodeKind.VOCABULARY]]
    assert words == ["num", "nodes", "get"]
    assert graph.edges[EdgeType.SUBTOKEN_OF].shape == (2, 5)


def test_keywords_that_depend_on_their_place() -> None:
    assert set(subtokens("match match:\n    case case: pass\n")) == {"match", "case"}
    assert subtokens("match 1:\n    case 2: pass\n") == {}
