"""The `--device` option."""

from __future__ import annotations

import pytest

from typilus.errors import TypilusError
from typilus.interfaces.cli.devices import check_device


def test_a_device_that_is_there_and_one_that_is_not() -> None:
    check_device("cpu")
    with pytest.raises(TypilusError, match="--device abacus: cannot be used here"):
        check_device("abacus")
