"""What follows from the code, as a recommender says it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from typilus.prediction.file_prediction import TypePrediction
from typilus.project.reading import read_file, read_text
from typilus.recommenders.recommender import Recommendation
from typilus.recommenders.static_recommender import InferredFile, StaticRecommender

TEXT = """\
class Shop:
    def __init__(self, name):
        self.name = name
    def total(self):
        return 1
    def copy(self):
        return self
    def lines(self):
        yield ""
    def call(self, number):
        return number + 1
def area(width=1, height=None):
    return width * 2
"""


def inferred(text: str, guesses: dict[str, list[Recommendation]] | None = None) -> InferredFile:
    file = read_text(text)
    said = [(guesses or {}).get(symbol.name, []) for symbol in file.graph.symbols]
    return StaticRecommender().infer(file, said)


def voices(found: InferredFile) -> dict[str, Sequence[Recommendation]]:
    names = [TypePrediction(symbol, None, None, ()).qualified_name for symbol in found.file.graph.symbols]
    return dict(zip(names, found.recommendations, strict=True))


def sources(found: InferredFile, name: str) -> dict[str, str]:
    return {each.source: each.type for each in voices(found)[name]}


def test_the_source_tells_how_sure_it_is() -> None:
    found = inferred(TEXT)
    assert sources(found, "Shop.total()") == {"proved": "int"}
    assert sources(found, "Shop.copy()") == {"inferred-complete": "Shop", "variant": "typing.Self"}
    assert sources(found, "Shop.lines()")["inferred-complete"] == "collections.abc.Iterator[str]"
    assert sources(found, "area.width")["static"] == "int"
    assert not voices(found)["Shop.__init__.name"]


def test_nothing_else_is_certain_and_every_voice_has_its_reasons() -> None:
    for said in voices(inferred(TEXT)).values():
        assert not any(each.certain for each in said)
        assert all(each.reasons for each in said if each.source != "variant" and each.type != "None")


def test_what_an_except_clause_binds_is_certain() -> None:
    text = """\
def read(path):
    try:
        return open(path)
    except (OSError, ValueError) as first:
        print(first)
    except path.error as second:
        print(second)
    third = None
    try:
        print(path)
    except OSError as third:
        print(third)
    print(third)
"""
    found = voices(inferred(text))
    (first,) = found["read.first"]
    assert (first.type, first.certain, first.source) == ("OSError | ValueError", True, "proved")
    assert not found["read.second"]
    assert not any(each.certain for each in found["read.third"]), "it could be annotated where it is assigned"


def test_a_class_of_a_function_has_the_name_that_annotations_give_it() -> None:
    found = inferred("def make():\n    class Till: ...\n    till = [Till()]\n    return till\n")
    assert voices(found)["make.till"][0].type == "list[make.Till]"


def test_what_others_find_likely_flows_on() -> None:
    text = "def half(cake):\n    return cake\n"
    assert not voices(inferred(text))["half()"]
    likely = inferred(text, {"cake": [Recommendation("bytes", 0.9, "typespace")]})
    assert sources(likely, "half()") == {"flow": "bytes"}
    unlikely = inferred(text, {"cake": [Recommendation("bytes", 0.3, "typespace")]})
    assert not voices(unlikely)["half()"]


def test_what_a_base_class_declares_is_inherited() -> None:
    text = "class Base:\n    def size(self, unit: str) -> float: ...\nclass Box(Base):\n    def size(self, unit): ...\n"
    found = inferred(text)
    assert sources(found, "Box.size.unit")["inherited"] == "str"
    assert sources(found, "Box.size()")["inherited"] == "float"


def test_an_operation_objects_to_what_it_does_not_take() -> None:
    found = inferred("def more(number):\n    return number + 1\n")
    place = next(number for number, each in enumerate(found.file.graph.symbols) if each.name == "number")
    assert found.objection(place, "int") is None
    assert "no operator add" in (found.objection(place, "str") or "")
    assert found.objection(place, "no type [") is None


def test_a_class_of_a_function_is_recommended_and_flows_nowhere() -> None:
    text = """
    class Shop: pass
    def make():
        return Shop()
    def take(shop): pass
    """
    local = "f.<locals>.Shop"
    found = inferred(f"def f():{text}", {"shop": [Recommendation(local, 0.9, "typespace")]})
    index = [symbol.name for symbol in found.file.graph.symbols].index("make")
    assert [each.type for each in found.recommendations[index]] == ["f.Shop"]
    assert not found.is_doubtful(index, local)


def test_a_value_that_is_given_and_a_false_default_count_against_what_follows_from_the_code() -> None:
    found = inferred("def more(number=False, name=False):\n    return number.size\nmore(name='a')\n")
    places = {each.name: number for number, each in enumerate(found.file.graph.symbols)}
    assert "has no size" in (found.objection(places["number"], "bool", is_inferred=True) or "")
    assert found.objection(places["name"], "bool", is_inferred=True) == "str flows into it"
    assert found.objection(places["name"], "bool | str", is_inferred=True) is None


def test_other_modules_of_the_project_are_read_and_never_run(tmp_path: Path) -> None:
    (tmp_path / "store.py").write_text("raise SystemExit\ndef open_shop():\n    return b''\n")
    (tmp_path / "main.py").write_text("from store import open_shop\ndef run():\n    return open_shop()\n")
    file = read_file(tmp_path / "main.py", tmp_path)
    silent: list[list[Recommendation]] = [[] for _ in file.graph.symbols]
    assert sources(StaticRecommender(tmp_path).infer(file, silent), "run()") == {"proved": "bytes"}


def test_a_module_is_found_where_the_project_imports_it_from(tmp_path: Path) -> None:
    store, main = tmp_path / "b/src/store/__init__.py", tmp_path / "a/src/shop/main.py"
    for path in (store, main):
        path.parent.mkdir(parents=True)
    store.write_text("def open_shop():\n    return b''\n")
    main.write_text("from store import open_shop\ndef run():\n    return open_shop()\n")
    file = read_file(main, tmp_path)
    silent: list[list[Recommendation]] = [[] for _ in file.graph.symbols]
    assert sources(StaticRecommender(tmp_path).infer(file, silent), "run()") == {}
    recommender = StaticRecommender(tmp_path, roots=[tmp_path / "b/src"])
    assert sources(recommender.infer(file, silent), "run()") == {"proved": "bytes"}


def test_classes_that_inherit_from_each_other_end() -> None:
    circle = "class D(E):\n    def m(self): return super().m()\nclass E(D):\n    def m(self): return super().m()\n"
    found = inferred(f"{circle}def s(x): return x.m()\n")
    place = next(number for number, each in enumerate(found.file.graph.symbols) if each.name == "x")
    assert found.objection(place, "D") is None


def test_what_wraps_something_is_not_made_of_one_of_its_own() -> None:
    found = inferred("class PipeConnection:\n    def __init__(self, connection, other):\n        self.c = connection\n")
    places = {each.name: number for number, each in enumerate(found.file.graph.symbols)}
    reason = "a class that wraps something is not made of one of its own"
    assert found.objection(places["connection"], "PipeConnection") == reason
    assert found.objection(places["connection"], "PipeConnection | str") is None
    assert found.objection(places["other"], "PipeConnection") is None
    assert found.objection(places["c"], "PipeConnection") is None
