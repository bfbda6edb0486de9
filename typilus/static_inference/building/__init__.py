"""Build the nodes of the type dependency graph from statements, in the order in which they run.

A `Unit` (unit.py) is a module or function under construction. Statements are added by statements.py, flow.py and
patterns.py, the targets that they bind by targets.py, expressions by expressions.py and comprehensions.py, and the
effects of tests on the branches behind them by narrowing.py.
"""

__all__: list[str] = []
