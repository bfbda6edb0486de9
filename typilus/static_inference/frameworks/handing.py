"""All frameworks together."""

from __future__ import annotations

from collections.abc import Iterator

from typilus.static_inference.building.unit import Frameworks, Unit
from typilus.static_inference.definitions.module_text import FunctionDefinition
from typilus.static_inference.frameworks.argparse_options import options_of_argparse
from typilus.static_inference.frameworks.click_options import handed_by_click
from typilus.static_inference.frameworks.mock_patches import handed_by_mock
from typilus.static_inference.frameworks.pytest_functions import handed_by_pytest
from typilus.static_inference.frameworks.route_patterns import handed_by_routes

__all__ = ["FRAMEWORKS"]

_HANDING = (handed_by_mock, handed_by_pytest, handed_by_click, handed_by_routes)


def _handed(unit: Unit, function: FunctionDefinition, name: str) -> Iterator[int]:
    """Yield the nodes of what frameworks hand to a parameter of a function.

    Args:
        unit: Of the function, before its body is built.
        function: Function with a `def`.
        name: Of the parameter.
    """
    if name == function.receiver or name in function.starred:
        return
    for framework in _HANDING:
        yield from framework(unit, function, name)


FRAMEWORKS = Frameworks(_handed, options_of_argparse)
"""All that is known of frameworks."""
