"""The rules of inference (HiTyper, Figure 5): each gives a node's types from those of its inputs.

A rule is a function `(solver, node, inputs) -> TypeSet`; what else it needs it asks the solver for. Operators, calls,
subscripts and iteration go through the methods that Python gives them (`__add__`, `__getitem__`, ...), whose types come
from the project's code and from stubs: there is no table of built-in types.
"""

__all__: list[str] = []
