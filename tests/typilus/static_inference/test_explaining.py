"""Why a slot has its types."""

from __future__ import annotations

from tests.typilus.static_inference.inferring import answers


def test_what_flows_in_is_told_with_its_line_and_rule() -> None:
    found = answers("def f(a):\n    return a + 1\nf(2)\nx = f(3)\n")
    assert found["f.a"].reasons == (
        "__main__:3: 2 is int (by constant)",
        "__main__:4: 3 is int (by constant)",
    )
    assert found["f()"].reasons == ("__main__:2: a + 1 is int or more (by binary)",)
    assert found["x"].reasons == ("__main__:4: f(3) is int or more (by call)",)
