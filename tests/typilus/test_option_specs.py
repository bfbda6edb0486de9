"""What is known of options comes from the fields of a dataclass, in their order."""

from __future__ import annotations

from dataclasses import dataclass, field

from typilus.option_specs import OptionSpec, option_specs


def test_specs_are_those_of_the_fields() -> None:
    first, second = OptionSpec("how many", metavar="N"), OptionSpec("which", choices=("a", "b"))

    @dataclass
    class Options:
        number: int = field(default=3, metadata={"option": first})
        name: str | None = field(default=None, metadata={"option": second})

    assert list(option_specs(Options).items()) == [("number", (3, first)), ("name", (None, second))]
