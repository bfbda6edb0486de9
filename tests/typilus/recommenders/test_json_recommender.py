"""Answers of another tool, read from a file: whose they are, and which symbol each is about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.typilus.recommenders.places_of import context_of, said_of
from typilus.errors import TypilusError
from typilus.project import AnalyzedFile
from typilus.project.reading import read_file
from typilus.recommenders.json_recommender import JsonRecommender


def symbol(name: str, line: int, *types: str, kind: str = "variable", scope: str = "") -> dict[str, Any]:
    """One symbol as a file has it, its candidates ever less probable."""
    candidates = [{"type": type_, "probability": 0.5**rank} for rank, type_ in enumerate(types)]
    return {"kind": kind, "scope": scope, "name": name, "line": line, "candidates": candidates}


def written(folder: Path, *documents: dict[str, Any], name: str = "answers.jsonl") -> Path:
    path = folder / name
    lines = [json.dumps(document) for document in documents]
    path.write_text(f"[{','.join(lines)}]" if name.endswith(".json") else "\n".join(lines), encoding="utf-8")
    return path


def source(folder: Path, text: str, name: str = "shop.py") -> AnalyzedFile:
    (folder / name).write_text(text, encoding="utf-8")
    return read_file(folder / name)


def types_in(recommender: JsonRecommender, file: AnalyzedFile) -> dict[str, list[str]]:
    return {name: [said.type for said in answer] for name, answer in said_of(recommender, file).items()}


@pytest.mark.parametrize("name", ["answers.jsonl", "answers.json"])
def test_lines_and_arrays_say_the_same(tmp_path: Path, name: str) -> None:
    file = source(tmp_path, "a = b\nc = d\n")
    one = {"path": file.path, "symbols": [symbol("a", 1, "int", "str")]}
    other = {"path": file.path, "symbols": [symbol("c", 2, "bytes")]}
    assert types_in(JsonRecommender.read(written(tmp_path, one, other, name=name)), file) == {
        "a": ["int", "str"],
        "c": ["bytes"],
    }


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("hityper.jsonl", "hityper"),
        ("Other Tool 2.json", "other-tool-2"),
        ("_type4py__v1.jsonl", "type4py-v1"),
        ("Look Up.jsonl", "corpus-names"),  # a former id, which is taken
    ],
)
def test_the_name_of_the_file_is_the_id_of_the_source(tmp_path: Path, name: str, id_: str) -> None:
    file = source(tmp_path, "a = b\n")
    recommender = JsonRecommender.read(
        written(tmp_path, {"path": file.path, "symbols": [symbol("a", 1, "int")]}, name=name)
    )
    assert [known.id for known in recommender.sources] == [id_]
    assert {said.source for answer in said_of(recommender, file).values() for said in answer} == {id_}


def test_the_likeliest_comes_first_whatever_the_order_of_the_file(tmp_path: Path) -> None:
    file = source(tmp_path, "a = b\n")
    answer = symbol("a", 1, "int", "str", "bytes")
    answer["candidates"].reverse()
    recommender = JsonRecommender.read(written(tmp_path, {"path": file.path, "symbols": [answer]}))
    assert [(said.type, said.probability) for said in said_of(recommender, file)["a"]] == [
        ("int", 1.0),
        ("str", 0.5),
        ("bytes", 0.25),
    ]


def test_types_are_written_as_all_others_are_and_none_is_heard(tmp_path: Path) -> None:
    file = source(tmp_path, "a = b\n")
    answer = symbol("a", 1, "int|str", "None", "dict[str,list[int]]")
    recommender = JsonRecommender.read(written(tmp_path, {"path": file.path, "symbols": [answer]}))
    assert types_in(recommender, file)["a"] == ["int | str", "None", "dict[str, list[int]]"]
    assert recommender.sources[0].may_say_none


def test_of_several_with_one_name_the_nearest_is_meant(tmp_path: Path) -> None:
    file = source(tmp_path, "def f(a): ...\n\n\n\n\n\n\ndef f(a): ...\n")
    answers = [symbol("a", 3, "int", kind="parameter", scope="f"), symbol("a", 9, "str", kind="parameter", scope="f")]
    recommender = JsonRecommender.read(written(tmp_path, {"path": file.path, "symbols": answers}))
    found = [answer[0].type for answer in recommender.recommend(context_of(file)) if answer]
    assert found == ["int", "str"]


def test_kind_and_scope_are_part_of_what_a_symbol_is(tmp_path: Path) -> None:
    file = source(tmp_path, "a = b\ndef a(a):\n    a = a\n    return a\n")
    answers = [symbol("a", 2, "str", kind="parameter", scope="a"), symbol("a", 2, "bytes", kind="return")]
    found = types_in(JsonRecommender.read(written(tmp_path, {"path": file.path, "symbols": answers})), file)
    assert found == {"a.a": ["str"], "a()": ["bytes"]}


def test_a_file_is_known_by_its_real_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = source(tmp_path, "a = b\n")
    (tmp_path / "link.py").symlink_to(tmp_path / "shop.py")
    monkeypatch.chdir(tmp_path)
    for path in ("shop.py", "./shop.py", "link.py"):
        document = {"path": path, "symbols": [symbol("a", 1, "int")]}
        assert types_in(JsonRecommender.read(written(tmp_path, document)), file) == {"a": ["int"]}
    other = source(tmp_path, "a = b\n", "other.py")
    assert types_in(JsonRecommender.read(written(tmp_path, document)), other) == {}


def test_several_objects_of_one_file_are_taken_together(tmp_path: Path) -> None:
    file = source(tmp_path, "a = b\n")
    documents = [{"path": file.path, "symbols": [symbol("a", line, type_)]} for line, type_ in ((8, "str"), (2, "int"))]
    assert types_in(JsonRecommender.read(written(tmp_path, *documents)), file) == {"a": ["int"]}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"line": "x"}, "invalid literal for int"),
        ({"kind": "module"}, "'module' is not a valid SymbolKind"),
        ({"candidates": [{"type": "int"}]}, "'probability' is missing"),
        ({"candidates": [{"probability": 0.5}]}, "'type' is missing"),
        ({"candidates": [{"type": "list[", "probability": 0.5}]}, r"list\["),
        ({"candidates": [{"type": "int", "probability": -0.5}]}, "a probability of -0.5"),
        ({"candidates": [{"type": "int", "probability": 1.5}]}, "a probability of 1.5"),
        ({"candidates": [{"type": "int", "probability": float("nan")}]}, "NaN|a probability of nan"),
        ({"candidates": 3}, "not iterable"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    good = {"path": "a.py", "symbols": [symbol("a", 1, "int")]}
    bad = {"path": "a.py", "symbols": [{**symbol("a", 1, "int"), **change}]}
    with pytest.raises(TypilusError, match=rf"answers\.jsonl:2: .*({reason})"):
        JsonRecommender.read(written(tmp_path, good, bad))
    with pytest.raises(TypilusError, match=rf"answers\.json(: item 2)?: .*({reason})"):
        JsonRecommender.read(written(tmp_path, good, bad, name="answers.json"))
