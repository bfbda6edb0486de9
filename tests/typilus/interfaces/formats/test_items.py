"""Findings as values: what a bare one has, rules that stay what they are, and parts of a file to replace."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest

from typilus.interfaces.formats.items import (
    ANNOTATION_DISAGREES,
    SUGGESTED_TYPE,
    UNREADABLE_FILE,
    ReportedItem,
    ReportingRule,
)
from typilus.rewriting import TextEdit

RULES = (SUGGESTED_TYPE, ANNOTATION_DISAGREES, UNREADABLE_FILE)


def test_a_bare_finding_has_nothing_to_replace_and_no_properties_of_another() -> None:
    first, second = (ReportedItem(path, None, 0, 0, UNREADABLE_FILE, "no Python") for path in ("a.py", "b.py"))
    assert (first.symbol, first.confidence, first.fix) == ("", None, ())
    assert first.properties == {}
    assert first.properties is not second.properties
    assert first == dataclasses.replace(second, path="a.py")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_one_stable_name_in_two_spellings(rule: ReportingRule) -> None:
    kebab = re.sub(r"(?<!^)(?=[A-Z])", "-", rule.name).lower()
    assert rule.id == f"typilus/{kebab}"
    assert rule.summary.endswith(".")


def test_rules_differ_and_only_an_unreadable_file_is_about_the_run() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert [rule for rule in RULES if rule.about_run] == [UNREADABLE_FILE]
    assert [rule.level for rule in RULES] == ["note", "warning", "error"]


def test_a_finding_does_not_change() -> None:
    item = ReportedItem("a.py", 1, 4, 5, SUGGESTED_TYPE, "x is perhaps int", fix=(TextEdit(1, 5, 1, 5, ": int"),))
    for value, name in ((item, "message"), (item.rule, "level"), (item.fix[0], "text")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, name, "other")


def test_a_finding_is_plain_values_throughout() -> None:
    fix = (TextEdit(1, 5, 2, 0, ": 'é'\n"),)
    item = ReportedItem("é.py", 1, 4, 5, SUGGESTED_TYPE, "x", "f.x", 0.5, {"type": "int", "others": []}, fix)
    read = json.loads(json.dumps(dataclasses.asdict(item)))
    again = ReportedItem(
        **{**read, "rule": ReportingRule(**read["rule"]), "fix": tuple(TextEdit(**each) for each in read["fix"])}
    )
    assert again == item
