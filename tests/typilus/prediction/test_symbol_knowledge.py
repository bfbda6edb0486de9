"""What static inference knows of a symbol limits and completes what is said of it."""

from __future__ import annotations

from typilus.prediction.symbol_knowledge import GUESS, SymbolKnowledge
from typilus.project.reading import read_text
from typilus.ranking import RankedType
from typilus.recommenders import Recommendation, StaticRecommender

CODE = """\
import json
class Handler:
    def name(self):
        pass
class Loud(Handler):
    def name(self):
        return "print"
def slug(title):
    if isinstance(title, bytes):
        title = title.decode()
    return title.quux()
def total(item):
    if item is None:
        return 0
    return item.quux * item.quuz
def title_of(text):
    return json.loads(text)["title"]
def rows(store):
    found = [[], []]
    found[0].append(store.quux)
    return found if store else store.quuz()
def flush(stream):
    if hasattr(stream, "flush"):
        stream.flush()
"""


def knowledge_of(name: str) -> SymbolKnowledge:
    file = read_text(CODE)
    inferred = StaticRecommender().infer(file, [()] * len(file.graph.symbols))
    index = next(number for number, symbol in enumerate(file.graph.symbols) if symbol.name == name)
    return SymbolKnowledge(inferred, index)


def said(type_: str, source: str = "typespace", certain: bool = False) -> Recommendation:
    return Recommendation(type_, 0.9, source, certain)


def test_none_of_an_overridden_method_gives_way_to_what_overrides_it() -> None:
    recommendations = [said("None", "control-flow", certain=True), said("str")]
    assert knowledge_of("name").with_heirs(recommendations) == [said("str")]
    assert knowledge_of("total").with_heirs([said("int")]) == [said("int")]


def test_types_that_the_code_rules_out_are_named_with_the_reason() -> None:
    against = knowledge_of("title").against([said("int"), said("bytes | str"), said("None", certain=True)])
    assert "int" in against
    assert "bytes | str" not in against
    assert "None" not in against


def test_a_type_is_completed_by_what_the_body_provides_for() -> None:
    assert [one.type for one in knowledge_of("title").completed([said("str"), said("bytes | str")])] == ["bytes | str"]


def test_a_part_of_unchecked_data_is_a_guess() -> None:
    ranked = [RankedType("str", 0.95, "typespace", ("typespace",)), RankedType("dict", 0.7, "name", ("name",))]
    limited = knowledge_of("title_of").limited(ranked, frozenset())
    assert [(one.type, one.probability) for one in limited] == [("dict", 0.7), ("str", GUESS)]
    assert knowledge_of("title_of").limited(ranked[:0], frozenset()) == []


def test_the_little_that_the_code_shows_is_as_probable_as_it_is_for_the_ranking() -> None:
    ranked = [RankedType("int", 0.95, "typespace", ("typespace",))]
    assert knowledge_of("total").limited(ranked, frozenset()) == ranked


def test_hasattr_speaks_against_what_always_has_it_only_where_something_else_is_left() -> None:
    stream = knowledge_of("stream")
    assert stream.against([said("typing.TextIO"), said("int")]) == {
        "int": "hasattr(stream, 'flush') (line 23) would never hold"
    }
    assert set(stream.against([said("typing.TextIO"), said("typing.TextIO | int")])) == {"typing.TextIO"}


def test_what_the_code_shows_remains_where_all_that_was_said_is_ruled_out() -> None:
    remaining = knowledge_of("rows").remaining()
    assert remaining is not None
    assert (remaining.type, remaining.source) == ("list[list]", "static")
    assert knowledge_of("slug").remaining() is None
