"""Types that others find likely, put where inference ends, so that they flow on (HiTyper, section 3.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from typilus.annotation_types import TypeExpression
from typilus.static_inference.graph.type_sets import type_set
from typilus.static_inference.objections.rejection import objection
from typilus.static_inference.solving.hot_slots import hot_slots
from typilus.static_inference.solving.solver import Solver

__all__ = ["take_guesses"]

MAX_ROUNDS = 20
"""Of recommendation, the paper's limit."""


def take_guesses(solver: Solver, module: str, guesses: Mapping[int, Sequence[TypeExpression]]) -> set[int]:
    """Give unknown slots what is guessed for them, if no operation speaks against it, to the fixed point.

    Hot slots come first, and keep it. Others take a guess where nothing has been guessed for the slots that decide
    them, and, like what is read of a variable, only until the solver forgets what is assumed.

    Args:
        solver: Solver with the module's code.
        module: Name of the module.
        guesses: By slot, types by the names of their definitions, the likeliest first.

    Returns:
        The slots whose guesses have been asked for, taken or not.
    """
    asked: set[int] = set()
    for _ in range(MAX_ROUNDS):
        hot = [number for number in hot_slots(solver, module) if number in guesses and number not in asked]
        waiting = hot or [number for number in guesses if number not in asked and _is_unknown(solver, number)]
        taken = [_take(solver, number, guesses[number], bool(hot)) for number in waiting]
        asked.update(waiting)
        if not any(taken):
            break
        solver.run()
    return asked


def _is_unknown(solver: Solver, slot: int) -> bool:
    return not solver.values[slot].without("None").alternatives


def _take(solver: Solver, slot: int, guesses: Sequence[TypeExpression], stays: bool) -> bool:
    """Assume the likeliest type that no operation speaks against, and return whether there is one.

    A variable is read from what was assigned last, and not from its slot.
    """
    type_ = next((guess for guess in guesses if objection(solver, slot, guess) is None), None)
    if type_ is None:
        return False
    types = type_set(type_, is_open=True)
    for number in (slot, *solver.graph.nodes[slot].inputs):
        if _is_unknown(solver, number):
            solver.assume(number, types)
    if stays:
        solver.graph.flow(solver.program.constant(types), slot)
    return True
