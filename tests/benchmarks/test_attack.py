"""The campaign of attacks counts what it tries, goes on where it stopped, and sees faults."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("mypy", reason="the spellings of plugins are checked against mypy")

from benchmarks.attack.archives import attack_by_archives, names_of_archives
from benchmarks.attack.inputs import names_of_inputs
from benchmarks.attack.interruptions import names_of_interruptions
from benchmarks.attack.models import names_of_models
from benchmarks.attack.outcomes import Attack, Record, table
from benchmarks.attack.planted import names_of_planted
from benchmarks.attack.processes import Ending


@pytest.mark.parametrize(
    ("names", "least"),
    [
        (names_of_inputs(), 312),
        (names_of_interruptions(1000), 1000),
        (names_of_models(), 69),
        (names_of_archives(), 28),
        (names_of_planted(), 28 + 5),
    ],
)
def test_every_attack_is_made_once(names: list[str], least: int) -> None:
    assert len(set(names)) == len(names) >= least


def test_what_was_tried_is_not_tried_again(tmp_path: Path) -> None:
    file = tmp_path / "results.jsonl"
    names = ["empty", "plain text", "zip ok.py/evil.py"]
    first = Record(file)
    for attack in attack_by_archives(first.new("archives", names[:2])):
        first.add(attack)
    again = Record(file)
    assert again.attacks == first.attacks == [Attack("archives", name, "error") for name in names[:2]]
    assert list(again.new("archives", names)) == names[2:]


def test_a_fault_is_shown() -> None:
    shown = table([Attack("inputs", "a\x1b", "result"), Attack("inputs", "b", "error", "hangs\n")])
    assert shown.splitlines()[1:] == [f"{'inputs':16}{2:8}{1:8}  result 1, error 1", "    'b': 'hangs\\n'"]
    assert Ending(1, "", "Traceback (most recent call last)", 0.0, 0).fault
    assert Ending(0, "", "", 0.0, 3 << 30).fault
    assert not Ending(1, "", "typilus: x.py: is a pipe", 0.0, 0).fault
