"""Calls from elsewhere in the project: what other modules hand to a module's functions."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from typilus.static_inference.definitions import ClassDefinition, FunctionDefinition, ModuleText

if TYPE_CHECKING:
    from typilus.static_inference.classes import Found
    from typilus.static_inference.program import Program

__all__ = ["consult"]

MOST_MODULES = 24
MOST_FUNCTIONS = 40
MOST_NODES = 8_000
"""So many more than are there already."""


def consult(program: Program, module: ModuleText, callers: Iterable[str]) -> None:
    """Put into the graph the functions of other modules that name something of a module, as far as there is room.

    Args:
        program: where the module is already.
        module: whose functions may be called.
        callers: names of modules that may call them, the likelier first.
    """
    left = MOST_FUNCTIONS
    program.most_nodes = len(program.graph.nodes) + MOST_NODES
    for name in islice(callers, MOST_MODULES):
        caller = program.modules.find(name)
        if caller is None or caller is module or caller.is_stub:
            continue
        if not left or len(program.graph.nodes) > program.most_nodes:
            return
        named = {local for local in caller.names.imports if _is_of(program.classes.lookup(caller, local), module)}
        if not named:
            continue
        program.build_module(caller)
        seen: set[FunctionDefinition] = set()
        while left and (new := [each for each in caller.functions.values() if each not in seen]):
            seen.update(new)  # those inside of others are known when those are built
            for function in new:
                if left and not named.isdisjoint(function.mentioned):
                    left -= 1
                    program.build_function(function)


def _is_of(found: Found | None, module: ModuleText) -> bool:
    """Whether what a name leads to is a module, something that it defines, or a package around it."""
    if isinstance(found, ClassDefinition | FunctionDefinition):
        return found.module is module
    if isinstance(found, ModuleText):
        return found is module or module.name.startswith(f"{found.name}.")
    return found is not None and found[0] is module
