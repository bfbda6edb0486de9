"""Statements of typed-ast to standard `ast` nodes with full positions."""

from __future__ import annotations

import ast
from typing import Any

from graph_extraction.source.legacy.call_converter import CallConverter
from graph_extraction.source.legacy.converter import Placed

__all__ = ["StatementConverter"]

_BLOCKS = ("finalbody", "orelse", "handlers", "body")


class StatementConverter(CallConverter):
    """Converts a whole module."""

    def on_module(self, typed: Any) -> Placed:
        ignores = [ast.TypeIgnore(ignore.lineno, ignore.tag) for ignore in typed.type_ignores]
        return ast.Module(self.node(typed.body), ignores), 0, 0

    # Simple statements

    def _simple(self, typed: Any) -> Placed:
        start = self.index(typed)
        return self.rebuild(typed), start, self.lexemes.statement_end(start)

    on_expr = on_assign = on_augassign = on_annassign = on_return = on_delete = on_assert = _simple
    on_pass = on_break = on_continue = on_global = on_nonlocal = _simple

    def on_import(self, typed: Any) -> Placed:
        start = self.index(typed)
        end = self.lexemes.statement_end(start)
        index = self.text.index("import", start) + 1
        if self.text[index] == "(":
            index += 1
        names = []
        for alias in typed.names:
            first = index
            index += 2 * alias.name.count(".") + 1
            if alias.asname is not None:
                index += 2
            names.append(self.place(ast.alias(alias.name, alias.asname), first, index))
            index += 1  # the comma
        return self.rebuild(typed, names=names), start, end

    on_importfrom = on_import

    def on_print(self, typed: Any) -> Placed:
        """Convert `print >>file, value` to `print(value, file=file)`. The span of the keyword includes `>>`."""
        keywords = []
        if typed.dest is not None:
            start, end = self.around(typed.dest)
            keywords.append(self.place(ast.keyword("file", self.node(typed.dest)), start - 1, end))
        return self._call_of_keyword(typed, self.node(typed.values), keywords)

    def on_exec(self, typed: Any) -> Placed:
        """`exec code in globals, locals` as `exec(code, globals, locals)`."""
        return self._call_of_keyword(
            typed, [self.node(part) for part in (typed.body, typed.globals, typed.locals) if part is not None], []
        )

    def _call_of_keyword(self, typed: Any, arguments: list[ast.expr], keywords: list[ast.keyword]) -> Placed:
        start = self.index(typed)
        end = self.lexemes.statement_end(start)
        name = self.place(ast.Name(self.text[start], ast.Load()), start, start + 1)
        return ast.Expr(self.place(ast.Call(name, arguments, keywords), start, end)), start, end

    def on_raise(self, typed: Any) -> Placed:
        """`raise E, value, traceback` as `raise E(value) from traceback`."""
        if not hasattr(typed, "inst") or typed.inst is None:
            exception, cause = (typed.exc, typed.cause) if hasattr(typed, "exc") else (typed.type, None)
            node = ast.Raise(self.node(exception), self.node(cause))
        else:
            call = ast.Call(self.node(typed.type), [self.node(typed.inst)], [])
            self.place(call, self.around(typed.type)[0], self.around(typed.inst)[1])
            node = ast.Raise(call, self.node(typed.tback))
        start = self.index(typed)
        return node, start, self.lexemes.statement_end(start)

    # Compound statements

    def block_end(self, typed: Any) -> int:
        """The lexeme after the last statement of the last block."""
        last = next(block[-1] for name in _BLOCKS if (block := getattr(typed, name, None)))
        end: int = self.placed[id(last)][2]
        return end

    def _compound(self, typed: Any) -> Placed:
        return self.rebuild(typed), self.index(typed), self.block_end(typed)

    on_while = on_for = on_compound = _compound

    def on_if(self, typed: Any) -> Placed:
        start = self.index(typed)
        # An `elif` stands at its condition.
        return self.rebuild(typed), start if self.text[start] == "if" else start - 1, self.block_end(typed)

    def _definition(self, typed: Any) -> int:
        """The `def` or `class`: before Python 3.8 a decorated definition stands at its decorator."""
        if not typed.decorator_list:
            start = self.index(typed)
        else:
            start = self.around(typed.decorator_list[-1])[1]
            while self.text[start] not in ("def", "class"):
                start += 1
        if type(typed).__name__.startswith("Async") and self.text[start] != "async":
            start -= 1
        return start

    def on_functiondef(self, typed: Any) -> Placed:
        start = self._definition(typed)
        parameters = self.parameters(typed.args, self.text.index("(", start) + 1)
        return self.rebuild(typed, args=parameters), start, self.block_end(typed)

    on_asyncfunctiondef = on_functiondef

    def on_classdef(self, typed: Any) -> Placed:
        keywords = self.node(getattr(typed, "keywords", []))
        return self.rebuild(typed, keywords=keywords), self._definition(typed), self.block_end(typed)

    def on_asyncfor(self, typed: Any) -> Placed:
        start = self.index(typed)
        return self.rebuild(typed), start if self.text[start] == "async" else start - 1, self.block_end(typed)

    def on_withitem(self, typed: Any) -> Placed:
        return self.rebuild(typed), 0, 0

    def on_with(self, typed: Any) -> Placed:
        if hasattr(typed, "items"):
            return self.on_asyncfor(typed) if type(typed).__name__ == "AsyncWith" else self._compound(typed)
        # Python 2.7 nests one `With` for each item, placed at the item.
        start = self.index(typed)
        items = [ast.withitem(self.node(typed.context_expr), self.node(typed.optional_vars))]
        body = self.node(typed.body)
        if (
            len(body) == 1
            and type(typed.body[0]).__name__ == "With"
            and self.text[self.index(typed.body[0]) - 1] == ","
        ):
            items, body = items + body[0].items, body[0].body
        if self.text[start - 1] == "with":
            start -= 1
        return ast.With(items, body, typed.type_comment), start, self.block_end(typed)

    on_asyncwith = on_with

    def on_try(self, typed: Any) -> Placed:
        fields = {name: self.node(getattr(typed, name, [])) for name in ("body", "handlers", "orelse", "finalbody")}
        # Python 2.7 nests the clauses of one statement: both start at the one `try`.
        first = typed.body[0]
        if type(typed).__name__ == "TryFinally" and type(first).__name__ == "TryExcept":
            inner, start, _ = self.placed[id(first)]
            if start == self.index(typed):
                fields |= {"body": inner.body, "handlers": inner.handlers, "orelse": inner.orelse}
        return ast.Try(**fields), self.index(typed), self.block_end(typed)

    on_tryexcept = on_tryfinally = on_try

    def on_excepthandler(self, typed: Any) -> Placed:
        """`except E, target` with a target that is no plain name is read as `except: with E as target`."""
        kind, name, body = self.node(typed.type), typed.name, self.node(typed.body)
        end = self.block_end(typed)
        if hasattr(name, "_fields"):
            if type(name).__name__ == "Name":
                name = name.id
            else:
                bound = ast.With([ast.withitem(kind, self.node(name))], body)
                kind, name, body = None, None, [self.place(bound, self.around(typed.type)[0], end)]
        return ast.ExceptHandler(kind, name, body), self.index(typed), end
