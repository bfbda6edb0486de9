"""Recommenders of any name take part, what is certain stands alone, and the ranking decides the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.typilus.ranking.small_trees import ranker_of
from typilus.prediction.file_prediction import TypePrediction
from typilus.prediction.joining import NO_LIMITS, JoinedFile, Joiner, Limits
from typilus.prediction.symbol_knowledge import GUESS
from typilus.project.reading import read_text
from typilus.recommenders.recommender import NOTHING_NEEDED, FileContext, Need, Recommendation, Recommender
from typilus.recommenders.sources import INFILL, SOURCES, Source
from typilus.recommenders.static_recommender import StaticRecommender

TEXT = """\
class Shop:
    def find(self, shops, till=None):
        return till
"""


class Says:
    """Says what it was told to, by the symbol's name."""

    def __init__(self, /, **said: Sequence[Recommendation]) -> None:
        self._said = said

    sources: tuple[Source, ...] = SOURCES
    needs = NOTHING_NEEDED

    def recommend(self, context: FileContext) -> list[list[Recommendation]]:
        return [list(self._said.get(symbol.name, ())) for symbol in context.file.graph.symbols]


def said(kind: str, chance: float, source: str = "static", certain: bool = False) -> Recommendation:
    return Recommendation(kind, chance, source, certain)


def join(
    *recommenders: Recommender, weights: Mapping[str, float] | None = None, limits: Limits = NO_LIMITS
) -> JoinedFile:
    ranker = None if weights is None else ranker_of(weights)
    return Joiner(recommenders, ranker).join(read_text(TEXT), limits, with_parts=True)


def of(joined: JoinedFile, name: str) -> TypePrediction:
    return next(each for each in joined.prediction if each.symbol.name == name)


def test_a_source_nobody_has_heard_of_takes_part() -> None:
    joined = join(Says(shops=[said("list[str]", 0.9)]), Says(shops=[said("int", 0.4, "typespace")]), weights={})
    assert {each.source for each in of(joined, "shops").candidates} == {"static", "typespace", "composition"}
    assert {each.type for each in of(joined, "shops").candidates} == {"list[str]", "int", "list[Shop]"}


def test_what_is_certain_stands_alone() -> None:
    for weights in (None, {"typespace:p": 9.0}):
        joined = join(
            Says(find=[said("Shop", 0.99, certain=True)]), Says(find=[said("int", 1.0, "typespace")]), weights=weights
        )
        (only,) = of(joined, "find").candidates
        assert (only.type, only.probability, only.source, only.sources) == ("Shop", 0.99, "static", ("static",))


_WEIGHTS: tuple[dict[str, float] | None, ...] = (None, {})


def test_nobody_but_the_code_says_none() -> None:
    for weights in _WEIGHTS:
        joined = join(Says(find=[said("None", 0.9)], till=[said("int", 0.9)]), weights=weights)
        assert of(joined, "find").candidates == ()
        assert of(joined, "find").skipped == "no annotated symbol is close enough to vote"
        assert "None" not in {each.type for each in of(joined, "till").candidates}


def test_weights_decide() -> None:
    recommenders = (Says(till=[said("int", 0.9)]), Says(till=[said("str", 0.1, "typespace")]))
    assert of(join(*recommenders), "till").candidates[0].type == "int"
    ranked = of(join(*recommenders, weights={"typespace:p": 3.0}), "till").candidates
    assert ranked[0].type == "str"
    assert sum(each.probability for each in ranked) < 1
    assert ranked == tuple(sorted(ranked, key=lambda each: -each.probability))


def test_the_code_brings_none_in() -> None:
    joined = join(Says(till=[said("int", 0.9)]), weights={"type:optional": 2.0})
    assert [each.type for each in of(joined, "till").candidates] == ["int | None", "int"]


def test_receivers_get_nothing() -> None:
    joined = join(Says(self=[said("Shop", 0.9)]), weights={})
    assert of(joined, "self").candidates == ()
    assert of(joined, "self").skipped == "method receiver: its class is its type"


def test_only_the_chosen_are_kept() -> None:
    told = Says(shops=[said("int", 0.6), said("str", 0.3)])
    assert [each.type for each in of(join(told, limits=Limits(1, 0.0)), "shops").candidates] == ["int"]
    none = of(join(told, limits=Limits(5, 0.7)), "shops")
    assert none.candidates == ()
    assert none.skipped == "no type reached 0.7: the best, int, has 0.60"
    assert none.skip_topic == "no type reached 0.7", "what a summary counts it under"
    hardly = of(join(Says(shops=[said("int", 0.5996), said("str", 0.3)]), limits=Limits(5, 0.6)), "shops")
    assert hardly.skipped == "no type reached 0.6: the best, int, has 0.5996"
    with pytest.raises(ValueError, match="top must be at least 1"):
        Limits(0, 0.0)


CODE = """\
import json
class Handler:
    def name(self):
        pass
    def run(self):
        pass
class Loud(Handler):
    def name(self):
        return "print"
    def run(self):
        self.done = True
def slug(title):
    if isinstance(title, bytes):
        title = title.decode()
    return title.quux()
def load(text):
    return json.loads(text)["name"]
"""


def test_the_code_corrects_what_is_said() -> None:
    file = read_text(CODE)
    says_none = Recommendation("None", 0.7, "control-flow", certain=True)
    says = Says(name=[says_none], run=[says_none], title=[said("str", 0.9)], load=[said("str", 0.95)])
    joiner = Joiner([says], ranker_of({"static:p": 9.0}), static=StaticRecommender())
    joined = joiner.join(file, NO_LIMITS)
    found = {each.symbol.name: each.candidates for each in reversed(list(joined.prediction))}
    assert found["name"][0].type == "str"
    assert (found["run"][0].type, found["run"][0].probability) == ("None", 0.9)
    assert [each.type for each in found["title"]] == ["bytes | str"]
    assert found["load"][0].probability == GUESS


CORRECTED = """
class InvalidEnvironment(Exception):
    pass
class Environment:
    host = ""
def connect(env):
    return env.host
"""


def test_what_takes_the_place_of_a_class_that_cannot_be_named_is_held_against_the_code() -> None:
    file = read_text(CORRECTED)
    says = Says(env=[said("far.away.InvalidEnv", 0.9, "typespace"), said("far.away.Environment", 0.3, "typespace")])
    joiner = Joiner([says], ranker_of({}), static=StaticRecommender())
    joined = joiner.join(file, NO_LIMITS)
    (ranking,) = [
        each for symbol, each in zip(file.graph.symbols, joined.rankings, strict=True) if symbol.name == "env"
    ]
    recommended = {each.type for each in ranking.recommendations}
    assert "Environment" in recommended
    assert "InvalidEnvironment" not in recommended
    (reason,) = [reason for each, reason in ranking.rejected if each.source == "correction"]
    assert reason.endswith("InvalidEnvironment has no host (line 7)")


def test_a_type_that_later_values_of_the_name_do_not_suit_says_so() -> None:
    file = read_text("def show(page, size):\n    page = int(page)\n    return page\n")
    says = Says(page=[said("str", 0.9), said("int", 0.5)], size=[said("str", 0.9)])
    joiner = Joiner([says], ranker_of({}), static=StaticRecommender())
    joined = joiner.join(file, NO_LIMITS)
    reassigned = {each.type: each.reassigned for each in of(joined, "page").candidates}
    assert reassigned["str"] == "it is assigned int (line 2)"
    assert reassigned["int"] is None
    assert all(each.reassigned is None for each in of(joined, "size").candidates)


def test_what_follows_from_the_code_is_told_from_what_people_write() -> None:
    file = read_text(
        "GREETING = 'hello'\n\n\ndef size(text, extra=0):\n    print(text)\n    return len(text) + extra\n"
    )
    says = Says(**{name: [said("float", 0.9, "typespace")] for name in ("GREETING", "extra", "size")})
    joined = Joiner([says], ranker_of({"typespace:p": 9.0}), static=StaticRecommender()).join(file, NO_LIMITS)
    follows = {
        (symbol.symbol.name, each.type): each.follows for symbol in joined.prediction for each in symbol.candidates
    }
    assert follows["GREETING", "str"]
    assert not follows["extra", "int"], "callers may pass anything"
    assert not any(value for (_, type_), value in follows.items() if type_ == "float")


def test_an_operation_speaks_against_what_only_some_of_the_code_gives() -> None:
    file = read_text("def show(song):\n    return song.title\ndef run(a):\n    show('a')\n    show(a.song)\n")
    joiner = Joiner([], ranker_of({}), static=StaticRecommender())
    joined = joiner.join(file, NO_LIMITS)
    assert [each.type for each in of(joined, "song").candidates] == ["str"]
    joined = joiner.join(read_text(file.document.text.replace("title", "quux")), NO_LIMITS)
    assert not of(joined, "song").candidates


def test_what_the_code_shows_remains_where_it_rules_out_all_that_is_said() -> None:
    code = "def rows(store):\n    made = [[], []]\n    made[0].append(store.quux)\n    return made or store.all()\n"
    says = Says(rows=[said("str", 0.9, "typespace")])
    joiner = Joiner([says], ranker_of({"typespace:p": 1.0}), static=StaticRecommender())
    (only,) = of(joiner.join(read_text(code), NO_LIMITS), "rows").candidates
    assert (only.type, only.source, only.probability, only.follows) == ("list[list]", "static", 0.3, False)
    assert only.reasons


def test_a_class_of_a_function_is_written_inside_of_that_alone() -> None:
    file = read_text("def make(size):\n    class Shop: ...\n    shop = Shop()\n    return Shop\n")
    joiner = Joiner([], ranker_of({"proved:p": 9.0, "static:p": 9.0}), static=StaticRecommender())
    joined = joiner.join(file, NO_LIMITS)
    assert [each.text for each in of(joined, "shop").candidates] == ["Shop"]
    assert not of(joined, "make").candidates


def test_a_member_of_an_enumeration_is_skipped() -> None:
    file = read_text("import enum\nclass Color(enum.Enum):\n    RED = 1\n    def show(self):\n        size = 1\n")
    joined = Joiner([], ranker_of({"proved:p": 9.0}), static=StaticRecommender()).join(file, NO_LIMITS)
    assert of(joined, "RED").skipped == "member of an enumeration: its class is its type"
    assert of(joined, "size").candidates


class Beside:
    """Says one type as one source, and keeps what the ranking says before."""

    needs = frozenset({Need.RANKING})

    def __init__(self, type_: str, source: Source) -> None:
        self.sources = (source,)
        self._type = type_
        self.ranked: Sequence[Sequence[Recommendation] | None] = ()
        self.earlier: Sequence[Sequence[Recommendation]] = ()

    def recommend(self, context: FileContext) -> list[list[Recommendation]]:
        self.ranked, self.earlier = context.ranked, context.earlier
        return [[said(self._type, 0.9, self.sources[0].id)] for _ in context.file.graph.symbols]


def test_one_may_ask_for_the_ranking_of_the_others() -> None:
    beside = Beside("bytes", Source("oracle"))
    joined = join(Says(shops=[said("int", 0.6)], find=[said("Shop", 0.9, certain=True)]), beside, weights={})
    names = [symbol.name for symbol in joined.file.graph.symbols]
    ranked = dict(zip(names, beside.ranked, strict=True))
    assert ranked["self"] is None, "nothing is suggested for it"
    assert [(one.type, one.probability) for one in ranked["find"] or ()] == [("Shop", 0.9)]
    (best, *_) = ranked["shops"] or ()
    assert best.probability == max(one.probability for one in ranked["shops"] or ())
    assert {one.source for one in beside.earlier[names.index("shops")]} == {"static"}
    assert "bytes" not in {one.type for one in ranked["shops"] or ()}
    assert of(joined, "shops").candidates[0].type == "bytes"
    assert of(joined, "find").candidates[0].type == "Shop", "what is certain stays so"


@pytest.mark.parametrize(("weights", "expected"), [({}, 0.608), ({"infill:p": 9.0}, 0.999), ({"infill:p": -9.0}, 0.01)])
def test_a_ranking_weighs_what_it_has_met_and_pools_what_it_has_not(
    weights: Mapping[str, float], expected: float
) -> None:
    joined = join(Beside("bytes", INFILL), weights=weights)
    (candidate,) = of(joined, "till").candidates
    assert candidate.sources == ("infill",)
    assert (candidate.probability == pytest.approx(0.608, abs=0.001)) == (not weights)
    assert (candidate.probability < 0.1) == (expected < 0.1)
    assert "bytes" in dict(joined.rankings[0].facts) or joined.rankings[0].facts == {}


def test_what_an_optional_source_says_is_not_composed_further() -> None:
    text = of(join(Beside("list", INFILL), weights={"infill:p": 3.0}), "shops").candidates
    assert [candidate.type for candidate in text] == ["list"]
