"""The command line, the terminal and the output formats: what people and programs use from outside Python.

Everything that they do is in `typilus.api`; this room only parses, calls and prints."""

__all__: list[str] = []
