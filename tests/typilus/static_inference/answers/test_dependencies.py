"""Parts of the type dependency graph, and its forms."""

from __future__ import annotations

from pathlib import Path

import networkx
import pytest

import typilus
from typilus import TypeDependencies
from typilus.errors import TypilusError
from typilus.static_inference import StaticInference
from typilus.static_inference.answers import dependencies

SOURCE = """\
class Till:
    def __init__(self):
        self.coins = []

    def pay(self, coin: int):
        self.coins.append(coin)
        return self.coins


first = Till().pay(3)
other = "a"
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> TypeDependencies:
    path: Path = tmp_path_factory.mktemp("till") / "till.py"
    path.write_text(SOURCE)
    return typilus.type_dependencies(path)


def codes(part: TypeDependencies) -> set[str]:
    return {node.code for node in part.nodes}


def test_behind_a_symbol_is_what_its_types_follow_from(graph: TypeDependencies) -> None:
    behind = graph.behind("Till.pay()")
    assert {"Till.pay()", "Till.coins", "[]", "self.coins", "self.coins.append", "Till.pay.coin"} <= codes(behind)
    assert not {"first", "other"} & codes(behind)
    assert codes(graph.behind("other")) == {"other", "'a'"}


def test_around_a_symbol_is_what_is_near(graph: TypeDependencies) -> None:
    assert codes(graph.around("other", hops=0)) == {"other"}
    near = graph.around("Till.coins", hops=1)
    assert codes(near) == {"Till.coins", "[]", "self.coins", "self.coins.append"}
    assert len(near) < len(graph.around("Till.coins", hops=2)) < len(graph)


def test_edges_can_be_left_out(graph: TypeDependencies) -> None:
    assert {kind for _, _, kind in graph.edges} == {"input", "asked"}
    assert {kind for _, _, kind in graph.around("Till.coins", edge_kinds=["input"]).edges} == {"input"}
    asked = graph.around("Till.coins", hops=1, edge_kinds=["asked"])
    assert codes(asked) == {"Till.coins", "self.coins"}


def test_a_part_keeps_its_edges(graph: TypeDependencies) -> None:
    def pairs(part: TypeDependencies) -> set[tuple[str, str, str]]:
        return {(part.nodes[source].code, part.nodes[target].code, kind) for source, target, kind in part.edges}

    for name in graph.symbols:
        assert pairs(graph.behind(name)) <= pairs(graph)
        assert graph.behind(name) == graph.behind(name).behind(name)


def test_no_such_symbol(graph: TypeDependencies) -> None:
    with pytest.raises(KeyError, match=r"no symbol 'coins'; there is 'Till\.coins'"):
        graph.around("coins")


def test_networkx_has_all_of_it(graph: TypeDependencies, tmp_path: Path) -> None:
    built = graph.to_networkx()
    assert (built.number_of_nodes(), built.number_of_edges()) == (len(graph), len(graph.edges))
    assert [built.nodes[number]["label"] for number in range(len(graph))] == [node.code for node in graph.nodes]
    networkx.write_graphml(built, tmp_path / "till.graphml")
    back = networkx.read_graphml(tmp_path / "till.graphml", node_type=int, force_multigraph=True)
    assert [back.nodes[number] for number in range(len(graph))] == [built.nodes[number] for number in range(len(graph))]


def test_the_library_is_named_where_it_is_missing(graph: TypeDependencies, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dependencies, "find_spec", lambda name: None)
    with pytest.raises(TypilusError, match="needs networkx, which is not installed"):
        graph.to_networkx()


def test_in_a_notebook(graph: TypeDependencies) -> None:
    part = graph.behind("Till.pay()")
    assert part.to_svg() in part._repr_html_()
    assert f"{len(part.edges)} edges" in repr(part)
    assert "digraph" in part.to_dot()


def test_of_a_large_file_a_part_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "many.py"
    path.write_text("".join(f"x{number} = {number} + 1\n" for number in range(60)))
    page = typilus.type_dependencies(path)._repr_html_()
    assert "what the types of x0 follow from" in page
    assert page.count("<rect") < 80


def test_a_file_that_was_not_inferred_has_none() -> None:
    empty = StaticInference().dependencies("absent", "absent.py")
    assert (empty.nodes, empty.edges) == ((), ())
    assert "<svg" in empty._repr_html_()
