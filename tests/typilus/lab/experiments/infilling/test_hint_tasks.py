from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph_extraction import SymbolKind
from tests.typilus.lab.infiller_training.small_infiller import SHOP, write_small_texts
from typilus.errors import CorpusError
from typilus.lab.corpus.shards import join_record, write_records
from typilus.lab.experiments.infilling.hint_tasks import function_tasks, normal_hint, read_tasks

FUNCTION = """\
@register
def total(prices: list[float], names: 'set[str]' = ()) -> float | None:
    result: float = 0
    def add(x: int) -> bytes:
        return x
    return sum(prices, result)
"""


def test_all_hints_but_one_are_erased() -> None:
    returned, parameter, variable = function_tasks("p/f.py:3", FUNCTION, False)
    assert returned.answer == "float | None"
    assert returned.key == "p/f.py:3 return total"
    assert returned.text.fill(["_"]) == (
        "@register\ndef total(prices, names = ()) -> _:\n    result = 0\n    def add(x):\n        return x\n"
        "    return sum(prices, result)\n"
    )
    assert parameter.text.parts[0] == "@register\ndef total(prices: "
    assert variable.text.parts[0].endswith("def total(prices, names = ()):\n    result: ")
    assert [task.kind for task in (parameter, variable)] == [SymbolKind.PARAMETER, SymbolKind.VARIABLE]


def test_the_return_of_an_inner_function_is_not_asked_about() -> None:
    kinds = [task.kind for task in function_tasks("p", FUNCTION.replace(" -> float | None", ""), False)]
    assert kinds == [SymbolKind.PARAMETER, SymbolKind.VARIABLE]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("dict[str,int]", "dict[str, int]"),
        (" 'X'", "'X'"),
        ('"X"', "'X'"),
        ("int |", "int |"),
        ("a  |  b", "a | b"),
        ("1if x", "1if x"),
    ],
)
def test_hints_are_normalized_by_their_tree(text: str, normal: str) -> None:
    assert normal_hint(text) == normal


def test_questions_are_those_of_one_side_and_repeat_nothing(tmp_path: Path) -> None:
    texts = write_small_texts(tmp_path)
    tasks = read_tasks(texts, "test", 10)
    assert sorted(task.answer for task in tasks) == ["float", "int", "list[str]", "str", "str | None"]
    assert all(task.key.startswith("barn/") for task in tasks)
    head = json.dumps({"project": "copy", "path": "copy/prices.py"}).encode()
    write_records(texts / "texts" / "test-copy.shard", [join_record(head, SHOP.replace("Till", "Barn").encode())])
    assert len(read_tasks(texts, "test", 10)) == len(tasks)


def test_a_count_is_one_of_each_kind_and_none_comes_on_top(tmp_path: Path) -> None:
    texts = write_small_texts(tmp_path)
    functions = "".join(
        f"def f{number}(x: int, y: int) -> {'None' if number % 2 else 'str'}:\n    z: int = x\n    print({number})\n\n"
        for number in range(40)
    )
    files = [
        join_record(
            json.dumps({"project": "barn", "path": f"{number}.py"}).encode(),
            functions.replace("print", f"print_{number}").encode(),
        )
        for number in range(9)
    ]
    write_records(texts / "texts" / "test-barn.shard", files)
    tasks = read_tasks(texts, "test", 5)
    counts = {kind: sum(task.kind is kind for task in tasks) for kind in SymbolKind}
    assert counts[SymbolKind.PARAMETER] == counts[SymbolKind.VARIABLE] == 5
    assert sum(task.kind is SymbolKind.RETURN and task.answer != "None" for task in tasks) == 5
    for task in tasks:
        assert task.returns_nothing


def test_stubs_and_overloads_are_left_out(tmp_path: Path) -> None:
    texts = write_small_texts(tmp_path)
    code = (
        "@overload\ndef f(x: int) -> int:\n    return x\ndef g(x: int) -> int: ...\ndef h(x: int) -> int:\n    'Doc.'\n"
    )
    head = json.dumps({"project": "barn", "path": "f.py"}).encode()
    write_records(texts / "texts" / "test-barn.shard", [join_record(head, code.encode())])
    assert read_tasks(texts, "test", 5) == []


def test_texts_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="typilus corpus texts"):
        read_tasks(tmp_path, "test", 5)
