"""Calls and parameters of typed-ast to standard `ast` nodes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from graph_extraction.source.legacy.converter import Placed
from graph_extraction.source.legacy.expression_converter import ExpressionConverter

__all__ = ["CallConverter"]


class CallConverter(ExpressionConverter):
    """Converts all expressions."""

    def on_keyword(self, typed: Any) -> Placed:
        start, end = self.around(typed.value)
        return self.rebuild(typed), start - (1 if typed.arg is None else 2), end

    def on_call(self, typed: Any) -> Placed:
        start, end = self.around(typed.func)
        arguments, keywords = self.node(typed.args), self.node(typed.keywords)
        if getattr(typed, "starargs", None) is not None:
            first, last = self.around(typed.starargs)
            arguments.append(self.place(ast.Starred(self.node(typed.starargs), ast.Load()), first - 1, last))
        if getattr(typed, "kwargs", None) is not None:
            first, last = self.around(typed.kwargs)
            keywords.append(self.place(ast.keyword(None, self.node(typed.kwargs)), first - 1, last))
        return ast.Call(self.node(typed.func), arguments, keywords), start, self.lexemes.partner[end] + 1

    def on_lambda(self, typed: Any) -> Placed:
        start = self.index(typed)
        parameters = self.parameters(typed.args, start + 1)
        return self.rebuild(typed, args=parameters), start, self.around(typed.body)[1]

    def on_arg(self, typed: Any) -> Placed:
        start = self.index(typed)
        end = start + 1 if typed.annotation is None else self.around(typed.annotation)[1]
        return self.rebuild(typed), start, end

    def parameters(self, typed: Any, start: int) -> ast.arguments:
        """Parameters whose list begins at lexeme `start`.

        A tuple parameter of Python 2, `def f(a, (b, c))`, becomes the parameters a, b and c: these are the names that
        the function binds. A default of the whole tuple stays with its last name.
        """
        if not hasattr(typed, "type_comments"):
            node: ast.arguments = self.rebuild(typed)
            node.posonlyargs = []
            return node
        comments = [*typed.type_comments, *[None] * (len(typed.args) + 2)]
        named: list[tuple[ast.arg, Any]] = []
        defaults = [None] * (len(typed.args) - len(typed.defaults)) + typed.defaults
        for parameter, default, comment in zip(typed.args, defaults, comments, strict=False):
            names = list(_leaves(parameter))
            for name in names:
                index = self.index(name)
                node_ = self.place(ast.arg(name.id, None, comment if len(names) == 1 else None), index, index + 1)
                named.append((node_, default if name is names[-1] else None))
            start = max(start, self.around(parameter)[1], 0 if default is None else self.around(default)[1])
        rest = comments[len(typed.args) :]
        variadic = [self._variadic(typed.vararg, "*", start, rest[0])]
        variadic.append(self._variadic(typed.kwarg, "**", start, rest[0 if typed.vararg is None else 1]))
        return self._arguments(named, *variadic)

    def _variadic(self, name: str | None, star: str, start: int, comment: str | None) -> ast.arg | None:
        if name is None:
            return None
        index = self.text.index(star, start) + 1
        return self.place(ast.arg(name, None, comment), index, index + 1)

    def _arguments(self, named: list[tuple[ast.arg, Any]], variable: Any, keywords: Any) -> ast.arguments:
        """`arguments` in which every default stays with its parameter: those after a gap become keyword-only."""
        first = next((i for i, (_, default) in enumerate(named) if default is not None), len(named))
        gap = next((i for i in range(first, len(named)) if named[i][1] is None), len(named))
        positional, rest = named[:gap], named[gap:]
        if rest and variable is not None:  # keyword-only parameters would stand behind it
            rest, variable = [*rest, (variable, None)], None
        return ast.arguments(
            posonlyargs=[],
            args=[name for name, _ in positional],
            vararg=variable,
            kwonlyargs=[name for name, _ in rest],
            kw_defaults=[self.node(default) for _, default in rest],
            kwarg=keywords,
            defaults=[self.node(default) for _, default in positional if default is not None],
        )


def _leaves(parameter: Any) -> Iterator[Any]:
    """The names of a parameter: one, or those of a nested tuple."""
    for item in getattr(parameter, "elts", ()):
        yield from _leaves(item)
    if not hasattr(parameter, "elts"):
        yield parameter
