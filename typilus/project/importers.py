"""The imports of modules by other modules of a project."""

from __future__ import annotations

from collections.abc import Iterable

from typilus.annotation_types import is_test_module, shared_parts
from typilus.project.reexports import ModuleSummary

__all__ = ["Importers"]


class Importers:
    """The imports of a project, looked up by the imported name.

    Args:
        summaries: Summaries of its modules.
    """

    def __init__(self, summaries: Iterable[ModuleSummary]) -> None:
        self._modules: dict[str, list[str]] = {}
        self._names: dict[str, list[tuple[str, str]]] = {}
        for summary in summaries:
            for origin in summary.stars:
                self._modules.setdefault(origin, []).append(summary.module)
            for origin, name in (*(entry[1:] for entry in summary.imports), *summary.inner_imports):
                self._modules.setdefault(origin, []).append(summary.module)
                if name is not None:
                    self._modules.setdefault(f"{origin}.{name}", []).append(summary.module)
                    self._names.setdefault(name, []).append((origin, summary.module))

    def of(self, module: str, names: Iterable[str]) -> list[str]:
        """Return the modules that may import a module or something that it defines, test code last, the nearest first.

        Args:
            module: Dotted name.
            names: Names that it defines, which the packages around it may re-export.
        """
        modules = set(self._modules.get(module, ()))
        for name in names:
            modules.update(other for origin, other in self._names.get(name, ()) if module.startswith(f"{origin}."))
        return _ordered(modules, module)

    def around(self, module: str, names: Iterable[str]) -> list[str]:
        """Return the same modules, and behind them those that import any of them: objects are made in one module and
        used in the next.
        """
        direct = self.of(module, names)
        makers = (other for other in direct if not is_test_module(other))
        distant = {other for maker in makers for other in self._modules.get(maker, ())}
        return [*direct, *_ordered(distant.difference(direct), module)]


def _ordered(modules: Iterable[str], module: str) -> list[str]:
    """Other modules than one, those nearest to it first, and test code last."""
    parts = module.split(".")
    return sorted(
        (other for other in modules if other != module),
        key=lambda other: (is_test_module(other), -shared_parts(parts, other.split(".")), other),
    )
