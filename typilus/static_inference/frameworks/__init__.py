"""The values that frameworks hand to functions which no code calls: pytest to tests and fixtures, click to commands.

Each framework is a function that yields the nodes which flow into a parameter, or which an attribute of a command line
has; `KnownFrameworks` (handing.py) asks all of them while a function is put into the graph.
"""

__all__: list[str] = []
