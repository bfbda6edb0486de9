"""From statements to nodes of the type dependency graph, in the order in which they run.

A `Unit` (unit.py) is a module or function under construction; statements.py, flow.py and patterns.py put statements
into it, targets.py what they bind, expressions.py and comprehensions.py expressions, and narrowing.py what a test tells
of the branches behind it.
"""

__all__: list[str] = []
