"""Expressions of typed-ast to standard `ast` nodes with full positions.

typed-ast's nodes are those of Python 2.7 and 3.7: without ends, and with starts that are wrong for chained operators,
parenthesised tuples, comprehensions and whatever begins with a string of several lines. So a position is taken from
typed-ast for leaves only; everything else is placed around its children, bracket by bracket.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from graph_extraction.legacy.fstrings import convert_fields
from graph_extraction.legacy.lexemes import OLD_OCTAL, Lexemes

# typed-ast ships without type information, hence `Any` for its nodes.
Placed = tuple[Any, int, int]
_Node = TypeVar("_Node", bound=ast.AST)

_SINGLETONS = {"None": None, "True": True, "False": False}
_FIRST_AND_LAST = {
    "binop": ("left", "right"),
    "boolop": ("values", "values"),
    "compare": ("left", "comparators"),
    "ifexp": ("body", "orelse"),
}


class ExpressionConverter:
    """Converts bottom-up without recursion: a handler finds its children already converted and placed.

    `placed` maps the identity of a typed-ast node to the standard node, its first lexeme and the one after its last.
    """

    def __init__(self, lexemes: Lexemes) -> None:
        self.lexemes = lexemes
        self.text = lexemes.text
        self.placed: dict[int, Placed] = {}

    def convert(self, root: Any) -> Any:
        """The standard node for `root` and everything below it."""
        order, stack = [], [root]
        while stack:
            node = stack.pop()
            order.append(node)
            stack.extend(_children(node))
        for node in reversed(order):
            handler: Callable[[Any], Placed | None] | None
            handler = getattr(self, "on_" + type(node).__name__.lower(), None)
            placed = handler(node) if handler is not None else None
            if placed is not None:
                self.placed[id(node)] = placed
                self.place(*placed)
        return self.node(root)

    def place(self, node: _Node, start: int, end: int) -> _Node:
        """Give a node the positions of the lexemes `start:end`; an empty span is the point before `start`."""
        if "lineno" in node._attributes:
            line, column = self.lexemes.start(start)
            end_line, end_column = self.lexemes.end(end - 1) if end > start else (line, column)
            node.lineno, node.col_offset = line, column  # type: ignore[attr-defined]
            node.end_lineno, node.end_col_offset = end_line, end_column  # type: ignore[attr-defined]
        return node

    def node(self, typed: Any) -> Any:
        """The standard node for a typed-ast node, list, context, operator or plain value."""
        if isinstance(typed, list):
            return [self.node(item) for item in typed]
        if not hasattr(typed, "_fields"):
            return typed
        found = self.placed.get(id(typed))
        return getattr(ast, type(typed).__name__)() if found is None else found[0]

    def rebuild(self, typed: Any, **changed: Any) -> Any:
        """The standard node of the same class, its fields converted unless given."""
        cls = getattr(ast, type(typed).__name__)
        names = [name for name in cls._fields if name not in changed and hasattr(typed, name)]
        fields = {name: self.node(getattr(typed, name)) for name in names}
        if "type_params" in cls._fields:
            fields["type_params"] = []
        return cls(**(fields | changed))

    def index(self, typed: Any) -> int:
        """The lexeme that typed-ast says the node starts with."""
        return self.lexemes.index(typed.lineno, typed.col_offset)

    def around(self, typed: Any) -> tuple[int, int]:
        """The span of a converted node with the parentheses around it."""
        _, start, end = self.placed[id(typed)]
        return self.lexemes.outward(start, end)

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
        node = convert_fields(typed, strings, ExpressionConverter)
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

    # Calls and parameters

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
                place = self.index(name)
                node_ = self.place(ast.arg(name.id, None, comment if len(names) == 1 else None), place, place + 1)
                named.append((node_, default if name is names[-1] else None))
            start = max(start, self.around(parameter)[1], 0 if default is None else self.around(default)[1])
        rest = comments[len(typed.args) :]
        variadic = [self._variadic(typed.vararg, "*", start, rest[0])]
        variadic.append(self._variadic(typed.kwarg, "**", start, rest[0 if typed.vararg is None else 1]))
        return self._arguments(named, *variadic)

    def _variadic(self, name: str | None, star: str, start: int, comment: str | None) -> ast.arg | None:
        if name is None:
            return None
        place = self.text.index(star, start) + 1
        return self.place(ast.arg(name, None, comment), place, place + 1)

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


def _children(typed: Any) -> Iterator[Any]:
    if type(typed).__name__ == "JoinedStr":
        return  # its positions lie; `convert_fields` reads the fields again
    for name in typed._fields:
        value = getattr(typed, name, None)
        for item in value if isinstance(value, list) else [value]:
            if hasattr(item, "_fields"):
                yield item


def _leaves(parameter: Any) -> Iterator[Any]:
    """The names of a parameter: one, or those of a nested tuple."""
    for item in getattr(parameter, "elts", ()):
        yield from _leaves(item)
    if not hasattr(parameter, "elts"):
        yield parameter
