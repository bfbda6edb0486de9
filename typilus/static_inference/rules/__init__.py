"""The rules of inference (HiTyper, Figure 5): each gives a node's types from those of its inputs.

A rule is a dataclass with a name, what it does with its inputs, and `infer`; what else it needs it asks `Semantics`
for. Nobody changes or compares rules, and the methods that `frozen`, `eq` and `repr` add would be made at each start.
Operators, calls, subscripts and iteration go through the methods that Python gives them (`__add__`, `__getitem__`,
...), whose types come from the project's code and from stubs: there is no table of built-in types.
"""

from typilus.static_inference.rules import (
    attributes,
    calls,
    containers,
    describing,
    displays,
    exception_handlers,
    formatting,
    narrowing,
    operators,
    subscripts,
    value_flow,
)

__all__ = [
    "attributes",
    "calls",
    "containers",
    "describing",
    "displays",
    "exception_handlers",
    "formatting",
    "narrowing",
    "operators",
    "subscripts",
    "value_flow",
]
