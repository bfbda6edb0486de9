from __future__ import annotations

import pytest

from typilus.rewriting.splices import Splice, apply_splices


def test_splices_apply_in_the_order_of_their_places() -> None:
    assert apply_splices("abcdef", [Splice(4, 5, "E"), Splice(1, 1, "!"), Splice(1, 3, "")]) == "a!dEf"
    with pytest.raises(AssertionError):
        apply_splices("abc", [Splice(0, 2, ""), Splice(1, 3, "")])
