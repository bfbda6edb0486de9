"""Named numbers of candidates: who said so, how surely, what agrees, what the code tells."""

from __future__ import annotations

from typilus.ranking.features import NOTHING, current_name, features_of, group_of
from typilus.recommenders.recommender import Recommendation

SAID = [
    Recommendation("list[int]", 0.6, "typespace"),
    Recommendation("list[str]", 0.3, "typespace"),
    Recommendation("list[int]", 0.9, "value"),
    Recommendation("Shop", 0.5, "a new one"),
]
FACTS = {"": {"none": 1.0}, "list[int]": {"depth": 1.0, "generic": 1.0}, "Shop": {"user": 1.0, "is_own": 1.0}}


def test_every_type_and_nothing_has_features() -> None:
    assert list(features_of("parameter", FACTS, SAID)) == ["list[int]", "Shop", "list[str]", NOTHING]


def test_who_said_it_and_how() -> None:
    found = features_of("parameter", FACTS, SAID)
    assert found["list[int]"]["typespace:p@parameter"] == 0.6
    assert found["list[int]"]["typespace:first#generic"] == 1.0
    assert found["list[str]"]["typespace:later"] == 0.5
    assert found["Shop"]["a new one:first#user@parameter"] == 1.0
    assert found["Shop"]["a new one*is_own"] == 1.0
    assert "typespace:said" not in found["Shop"]


def test_what_agrees() -> None:
    found = features_of("parameter", FACTS, SAID)
    assert found["list[int]"]["typespace+value"] == 1.0
    assert found["list[str]"]["head:value"] == 1.0
    assert "head:value" not in found["list[int]"], "it said so itself"


def test_what_the_code_tells_goes_with_what_the_type_is() -> None:
    found = features_of("parameter", FACTS, SAID)
    assert found["list[int]"]["code:none*generic"] == 1.0
    assert found["Shop"]["code:none*not generic"] == 1.0


def test_nothing_knows_how_sure_each_source_is() -> None:
    found = features_of("return", FACTS, SAID)[NOTHING]
    assert found["nothing:typespace:p"] == 0.6
    assert found["nothing:@return"] == found["nothing:none"] == 1.0


def test_names_with_former_ids_are_those_of_today() -> None:
    names = {
        "look-up:p@return": "corpus-names:p@return",
        "project look-up*is_own": "project-names*is_own",
        "correction+look-up": "corpus-names+correction",
        "static+whole": "inferred-complete+static",
        "head:whole": "head:inferred-complete",
        "nothing:look-up:logit": "nothing:corpus-names:logit",
        "several+": "several+",
        "code:none*not generic": "code:none*not generic",
    }
    assert {former: current_name(former) for former in names} == names


def test_groups() -> None:
    features = features_of("return", FACTS, SAID)
    groups = {group_of(name) for each in features.values() for name in each}
    assert groups == {"typespace", "value", "a new one", "agreement", "type", "code", "nothing"}
