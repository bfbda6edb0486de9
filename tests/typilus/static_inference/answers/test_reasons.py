"""Why a slot has its types."""

from __future__ import annotations

from tests.typilus.static_inference.inferring import answers


def test_what_flows_in_is_told_with_its_line_and_rule() -> None:
    found = answers("def f(a):\n    return a + 1\nf(2)\nx = f(3)\n")
    assert found["f.a"].reasons == (
        "line 3: 2 is int (by constant)",
        "line 4: 3 is int (by constant)",
    )
    assert found["f()"].reasons == ("line 2: a + 1 is int or more (by binary)",)
    assert found["x"].reasons == ("line 4: f(3) is int or more (by call)",)


def test_what_a_generator_yields_and_what_is_done_with_a_value() -> None:
    found = answers("def f(a):\n    yield a + 1\n")
    assert found["f()"].reasons == ("line 2: a + 1 is int or more (by binary)",)
    assert found["f.a"].reasons == ("line 2: a + 1 uses it (operand)",)
