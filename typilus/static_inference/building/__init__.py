"""Build the nodes of the type dependency graph from statements, in the order in which they run.

A `Unit` (unit.py) is a module or function under construction. Statements are added by statement_nodes.py,
compound_statements.py and match_patterns.py, the targets that they bind by targets.py, expressions by
expression_nodes.py and comprehensions.py, and the effects of tests on the branches behind them by branch_tests.py. A
`Program` (program.py) builds the units that are asked for.
"""

__all__: list[str] = []
