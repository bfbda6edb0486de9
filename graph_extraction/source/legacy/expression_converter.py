"""Expressions of typed-ast to standard `ast` nodes with full positions.

typed-ast's nodes are those of Python 2.7 and 3.7: without ends, and with starts that are wrong for chained operators,
parenthesized tuples, comprehensions and whatever begins with a string of several lines. So a position is taken from
typed-ast for leaves only; everything else is placed around its children, bracket by bracket.
"""

from __future__ import annotations

import ast
from typing import Any

from graph_extraction.source.legacy.converter import Converter, Placed
from graph_extraction.source.legacy.fstrings import convert_fields
from graph_extraction.source.legacy.old_lexemes import OLD_OCTAL

__all__ = ["ExpressionConverter"]

_SINGLETONS = {"None": None, "True": True, "False": False}
_FIRST_AND_LAST = {
    "binop": ("left", "right"),
    "boolop": ("values", "values"),
    "compare": ("left", "comparators"),
    "ifexp": ("body", "orelse"),
}


class ExpressionConverter(Converter):
    """Converts all expressions but calls and lambdas."""

    # Leaves

    def on_name(self, typed: Any) -> Placed:
        start = self.index(typed)
        if typed.id in _SINGLETONS and type(typed.ctx).__name__ == "Load":
            return ast.Constant(_SINGLETONS[typed.id]), start, start + 1
        context = "Store" if type(typed.ctx).__name__ == "Param" else type(typed.ctx).__name__
        return ast.Name(typed.id, getattr(ast, context)()), start, start + 1

    def on_num(self, typed: Any) -> Placed:
        start = self.index(typed)
        if self.text[start] != "-":
            return ast.Constant(typed.n), start, start + 1
        # Python 2 folds the sign into the literal.
        literal = self.text[start + 1]
        value = -typed.n
        if OLD_OCTAL.fullmatch(literal):
            value = int(literal.rstrip("lL"), 8)
        elif isinstance(value, complex):
            value = complex(literal)
        operand = self.place(ast.Constant(value), start + 1, start + 2)
        return ast.UnaryOp(ast.USub(), operand), start, start + 2

    def on_nameconstant(self, typed: Any) -> Placed:
        start = self.index(typed)
        return ast.Constant(typed.value), start, start + 1

    def on_ellipsis(self, typed: Any) -> Placed | None:
        if not hasattr(typed, "lineno"):
            return None  # a kind of subscript in Python 2, placed by `_subscript`
        start = self.index(typed)
        return ast.Constant(...), start, start + 1

    def on_str(self, typed: Any) -> Placed:
        start = self.index(typed)
        value, kind = typed.s, typed.kind.lower()
        if isinstance(value, bytes) and "b" not in kind:
            try:
                value = value.decode("utf-8")
            except UnicodeDecodeError:
                value = value.decode("latin-1")
        return ast.Constant(value, kind="u" if kind.startswith("u") else None), start, self._strings_end(start)

    on_bytes = on_str

    def on_joinedstr(self, typed: Any) -> Placed:
        start = self.index(typed)
        end = self._strings_end(start)
        strings = [(self.text[i], self.lexemes.start(i)) for i in range(start, end)]
        node = convert_fields(typed, strings, type(self))
        for inner in ast.walk(node):
            if "lineno" in inner._attributes and not hasattr(inner, "lineno"):
                self.place(inner, start, end)
        return node, start, end

    def _strings_end(self, start: int) -> int:
        while self.lexemes.is_string(start):
            start += 1
        return start

    # Operators

    def _from_first_to_last(self, typed: Any) -> Placed:
        first, last = (getattr(typed, name) for name in _FIRST_AND_LAST[type(typed).__name__.lower()])
        start, _ = self.around(first[0] if isinstance(first, list) else first)
        _, end = self.around(last[-1] if isinstance(last, list) else last)
        return self.rebuild(typed), start, end

    on_binop = on_boolop = on_compare = on_ifexp = _from_first_to_last

    def on_unaryop(self, typed: Any) -> Placed:
        return self.rebuild(typed), self.index(typed), self.around(typed.operand)[1]

    def on_await(self, typed: Any) -> Placed:
        start = self.index(typed)
        return self.rebuild(typed), start, start + 1 if typed.value is None else self.around(typed.value)[1]

    on_yield = on_yieldfrom = on_starred = on_await

    def on_repr(self, typed: Any) -> Placed:
        """Backticks: what `f"{value!r}"` means, so that no name is made up."""
        start = self.index(typed)
        end = self.around(typed.value)[1] + 1
        field = self.place(ast.FormattedValue(self.node(typed.value), ord("r"), None), start, end)
        return ast.JoinedStr([field]), start, end

    # Brackets

    def on_list(self, typed: Any) -> Placed:
        start = self.index(typed)
        return self.rebuild(typed), start, self.lexemes.partner[start] + 1

    on_dict = on_set = on_list

    def on_listcomp(self, typed: Any) -> Placed:
        start = self.around(getattr(typed, "key", None) or typed.elt)[0] - 1
        return self.rebuild(typed), start, self.lexemes.partner[start] + 1

    on_setcomp = on_dictcomp = on_generatorexp = on_listcomp

    def on_comprehension(self, typed: Any) -> Placed:
        return self.rebuild(typed, is_async=getattr(typed, "is_async", 0)), 0, 0

    def on_tuple(self, typed: Any) -> Placed:
        if not typed.elts:
            return self.on_list(typed)
        start, end = self.around(typed.elts[0])[0], self.around(typed.elts[-1])[1]
        if self.text[end] == ",":
            end += 1
        if self.text[start - 1] == "(" and self.lexemes.partner[start - 1] == end:
            start, end = start - 1, end + 1
        return self.rebuild(typed), start, end

    def on_attribute(self, typed: Any) -> Placed:
        start, end = self.around(typed.value)
        return self.rebuild(typed), start, end + 2

    def on_subscript(self, typed: Any) -> Placed:
        start, opening = self.around(typed.value)
        index, _ = self._subscript(typed.slice, opening + 1)
        return self.rebuild(typed, slice=index), start, self.lexemes.partner[opening] + 1

    def _subscript(self, typed: Any, start: int) -> tuple[Any, int]:
        """The index that begins at lexeme `start`, and the lexeme after it."""
        kind = type(typed).__name__
        if kind == "Index":
            return self.node(typed.value), self.around(typed.value)[1]
        if kind == "Ellipsis":
            return self.place(ast.Constant(...), start, start + 1), start + 1
        if kind == "Slice":
            return self._slice(typed, start)
        items, end = [], start
        for position, item in enumerate(typed.dims):
            node, end = self._subscript(item, end + 1 if position else start)
            items.append(node)
        if self.text[end] == ",":
            end += 1
        return self.place(ast.Tuple(items, ast.Load()), start, end), end

    def _slice(self, typed: Any, start: int) -> tuple[ast.Slice, int]:
        end, parts = start, []
        for part in (typed.lower, typed.upper, typed.step):
            # Python 2 makes up a `None` for the step of `a[::]`.
            if part is not None and self.text[end] not in ("]", ","):
                end = self.around(part)[1]
                parts.append(self.node(part))
            else:
                parts.append(None)
            if self.text[end] == ":" and len(parts) < 3:
                end += 1
        return self.place(ast.Slice(*parts), start, end), end
