"""The order in which to read the modules of a project, imported ones first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from typilus.project.reexports import ModuleSummary

__all__ = ["import_levels", "imported_modules"]


def imported_modules(summary: ModuleSummary) -> list[str]:
    """Return the sorted modules that one module may import: `from a import b` gives `a` and, if it is one, `a.b`."""
    modules = set(summary.stars)
    for _, origin, name in summary.imports:
        modules.add(origin)
        if name is not None:
            modules.add(f"{origin}.{name}")
    return sorted(modules - {summary.module})


def import_levels(summaries: Iterable[ModuleSummary]) -> dict[str, int]:
    """The level of each module: above those of all that it imports.

    Modules are walked in alphabetical order; an import that closes a cycle is ignored, so that the levels depend on
    nothing but the summaries. An import of another project counts for nothing.
    """
    by_name = {summary.module: summary for summary in summaries}
    imports = {name: [m for m in imported_modules(by_name[name]) if m in by_name] for name in sorted(by_name)}
    levels: dict[str, int] = {}
    for start in imports:
        if start not in levels:
            _walk(start, imports, levels)
    return levels


def _walk(start: str, imports: Mapping[str, list[str]], levels: dict[str, int]) -> None:
    """Depth first, by a stack of its own: chains of imports are longer than Python's may be."""
    stack = [(start, iter(imports[start]), [0])]
    entered = {start}
    while stack:
        module, rest, least = stack[-1]
        following = next(rest, None)
        if following is None:
            stack.pop()
            levels[module] = least[0]
            if stack:
                outer = stack[-1][2]
                outer[0] = max(outer[0], least[0] + 1)
        elif following in levels:
            least[0] = max(least[0], levels[following] + 1)
        elif following not in entered:
            entered.add(following)
            stack.append((following, iter(imports[following]), [0]))
