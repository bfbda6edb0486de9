"""All frameworks together."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator

from typilus.static_inference.building.unit import Frameworks, Unit
from typilus.static_inference.definitions.module_text import FunctionDefinition, ModuleText
from typilus.static_inference.frameworks.argparse_options import declared_options, options_of_argparse
from typilus.static_inference.frameworks.click_options import handed_by_click
from typilus.static_inference.frameworks.django_views import handed_by_django, is_view
from typilus.static_inference.frameworks.mock_patches import handed_by_mock
from typilus.static_inference.frameworks.model_fields import values_of_field
from typilus.static_inference.frameworks.pytest_functions import handed_by_pytest
from typilus.static_inference.frameworks.route_patterns import handed_by_routes

__all__ = ["KnownFrameworks"]

_HANDING = (handed_by_mock, handed_by_pytest, handed_by_click, handed_by_routes, handed_by_django)
_NAMES = ("test", "pytest_")


class KnownFrameworks(Frameworks):
    """All that is known of frameworks."""

    def may_call(self, function: FunctionDefinition) -> bool:
        """Return whether it is decorated, or has the name of a test or hook, or is a view."""
        if isinstance(function.node, ast.Lambda):
            return False
        owner = function.owner
        is_decorated = function.node.decorator_list or (owner is not None and owner.node.decorator_list)
        return bool(is_decorated) or function.node.name.startswith(_NAMES) or is_view(function)

    def handed(self, unit: Unit, function: FunctionDefinition, name: str) -> Iterator[int]:
        """See `Frameworks.handed`."""
        if name == function.receiver or name in function.starred:
            return
        for framework in _HANDING:
            yield from framework(unit, function, name)

    def field_values(self, unit: Unit, call: ast.Call) -> Iterator[int]:
        """See `Frameworks.field_values`."""
        return values_of_field(unit, call)

    def option_names(self, module: ModuleText) -> Container[str]:
        """See `Frameworks.option_names`."""
        return declared_options(module)

    def options(self, unit: Unit, name: str) -> Iterator[int]:
        """See `Frameworks.options`."""
        return options_of_argparse(unit, name)
