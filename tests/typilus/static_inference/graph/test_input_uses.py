"""What rules say of their inputs."""

from __future__ import annotations

import pytest

from tests.contracts.test_rules import RULES
from typilus.static_inference.graph.input_uses import Handing, UseKind, Uses

CALL = Uses((UseKind.CALL,), rest=UseKind.ARGUMENT)


@pytest.mark.parametrize(
    ("uses", "operations"),
    [
        (Uses(), [None, None, None]),
        (CALL, [UseKind.CALL, UseKind.ARGUMENT, UseKind.ARGUMENT]),
        (Uses((None, UseKind.INDEX)), [None, UseKind.INDEX, None]),
        (Uses(rest=UseKind.OPERAND), [UseKind.OPERAND, UseKind.OPERAND, UseKind.OPERAND]),
    ],
)
def test_the_rest_is_for_all_inputs_that_are_not_named(uses: Uses, operations: list[UseKind | None]) -> None:
    assert [uses.of(index) for index in range(3)] == operations


def test_a_value_is_new_unless_a_rule_hands_one_on() -> None:
    assert Uses().handing is Handing.NEW
    assert not Uses().reads_slots


def test_some_rule_has_each_operation_and_each_way_of_handing_on() -> None:
    """What no rule says of its inputs would be handled for nothing."""
    said = [rule.uses for rule in RULES if isinstance(rule.uses, Uses)]
    by_instance = {UseKind.INSTANCE, UseKind.ARGUMENT, UseKind.SUBSCRIPT, UseKind.INDEX, UseKind.CALL}
    operations = {operation for uses in said for operation in (*uses.inputs, uses.rest)}
    assert set(UseKind) - by_instance <= operations
    assert {uses.handing for uses in said} >= {Handing.NEW, Handing.SAME, Handing.MERGED, Handing.STORED}
