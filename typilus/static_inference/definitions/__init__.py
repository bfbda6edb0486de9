"""The code as its files and stubs define it: modules, functions, classes and their bases, before any type is known."""

__all__: list[str] = []
