"""The values that led to a type."""

from __future__ import annotations

from tests.typilus.static_inference.places.marked import answer_at
from typilus.static_inference.places.chains import MAX_STEPS

PROGRAM = """\
class Shop:
    def __init__(self, names):
        self.names = names

    def first(self):
        return self.names[0]

shop = Shop(["a"])
print(^shop.first())
"""


def reasons(source: str) -> tuple[str, ...]:
    answer = answer_at(source)
    assert answer is not None
    return answer.reasons


def test_the_nearest_come_first_and_names_are_looked_through() -> None:
    steps = reasons(PROGRAM.replace("^", "").replace("first())", "first^())"))
    assert steps[0] == "line 9: shop.first() is str or more (by call)"
    positions = [
        next(index for index, step in enumerate(steps) if text in step)
        for text in ("shop.first() is", "self.names[0] is", "self.names is", "['a'] is")
    ]
    assert positions == sorted(positions)
    assert not any("(by same)" in step for step in steps)


def test_a_long_chain_is_cut_off() -> None:
    source = "a = 1\n" + "".join(f"a = a + {number}\n" for number in range(30)) + "print(^a)"
    assert len(reasons(source)) == MAX_STEPS
