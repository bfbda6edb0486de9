"""The operations of Python on values, by their types: iteration, calls, members, operators.

These functions map types to type sets. They ask `Semantics` for slots, members and calls, and keep nothing; the rules
are made of them, and so is what judges types afterwards.
"""

__all__: list[str] = []
