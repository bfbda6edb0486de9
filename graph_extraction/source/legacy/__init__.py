"""Sources that the running interpreter no longer parses: Python 2.7, and Python 3 where `async` is still a name.

typed-ast parses them; what it finds is turned into the nodes of the standard `ast` with full positions, so that
everything downstream is one code.
"""

from __future__ import annotations

from graph_extraction.source.legacy.parsing import looks_like_python2, parse_legacy, typed_ast_installed

__all__ = ["looks_like_python2", "parse_legacy", "typed_ast_installed"]
