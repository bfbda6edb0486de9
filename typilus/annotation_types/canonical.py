"""Any annotation, as people write it, to its one canonical `TypeExpression`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from typilus.annotation_types.annotation_syntax import parse_annotation, type_name, union_members, written
from typilus.annotation_types.expression import ANY, LITERAL, MAX_DEPTH, NONE, TypeExpression, union_of
from typilus.annotation_types.name_collector import TypeAlias
from typilus.annotation_types.names import FileNames
from typilus.annotation_types.resolution import normal, qualified, resolve
from typilus.annotation_types.special_forms import BARE, WITHOUT_TYPE, apply, apply_literal, is_wrapper
from typilus.annotation_types.synonyms import BUILTINS
from typilus.errors import TypeExpressionError

__all__ = ["canonicalize"]

_MAX_ALIAS_DEPTH = 12
_MAX_ALIAS_LENGTH = 200


def canonicalize(annotation: str | ast.expr, names: FileNames) -> TypeExpression:
    """The canonical form of an annotation of one file.

    * `typing`'s generics become the built-in and `collections.abc` classes (PEP 585), `Optional` and `Union` become
      `|` (PEP 604), flat, distinct, sorted, None last. `Never` is `NoReturn`; `Text` is `str`.
    * Names are qualified by the file's imports and classes; aliases defined in the file are expanded, their type
      variables filled in; recursive ones, and those that would take more than 200 characters, keep their own name.
      Quoted types are read, also inside other types.
    * Wrappers that say something of the variable and not of its values are taken off: `Annotated`, `Final`,
      `ClassVar`, `InitVar`, `Required`, `NotRequired`, `ReadOnly`, and an outermost `Unpack`.
    * Arguments that say nothing are dropped: `List[Any]` and `List` are `list`.
    * Type variables are written `~T`, without a module. `Self` stays `typing.Self`: it means the same in every class
      and in its subclasses, which the class's own name does not.
    * `numpy.typing.NDArray[X]` is `numpy.ndarray[typing.Any, numpy.dtype[X]]`.

    Args:
        annotation: The annotation's node, or its text (a type comment without `# type:`).
        names: The file it stands in; `FileNames()` for none.

    Raises:
        TypeExpressionError: It is not a type: a call, a number, a text that is no expression, a bare `Final`, or it is
            nested too deep.
    """
    if isinstance(annotation, str):
        cached = names.read.get(annotation)
        if cached is None:
            cached = names.read[annotation] = _read(parse_annotation(annotation), names)
        return _without_unpack(cached)
    return _without_unpack(_read(annotation, names))


def _read(node: ast.expr, names: FileNames) -> TypeExpression:
    try:
        return _Reader(names).read(node, 0)
    except RecursionError:
        raise TypeExpressionError("an annotation that is nested too deeply to read") from None


def _without_unpack(expression: TypeExpression) -> TypeExpression:
    while expression.name == "typing.Unpack" and expression.arguments:
        expression = expression.arguments[0]
    return expression


class _Reader:
    """Reads one annotation within the aliases that it expands, with the values of their type variables."""

    def __init__(self, names: FileNames) -> None:
        self.names = names
        self.open_aliases: list[str] = []
        self.recursive: set[str] = set()
        self.given: dict[str, TypeExpression] | None = None

    def read(self, node: ast.expr, depth: int) -> TypeExpression:
        if depth > MAX_DEPTH:
            raise TypeExpressionError(f"an annotation nested deeper than {MAX_DEPTH} levels")
        if isinstance(node, (ast.Name, ast.Attribute)):
            return self.bare(self.name(type_name(node)))
        if isinstance(node, ast.Subscript):
            return self.subscript(node, depth)
        if isinstance(node, ast.Constant):
            if node.value is None:
                return NONE
            if isinstance(node.value, str):
                return self.text(node.value, depth)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return union_of(self.read(member, depth + 1) for member in union_members(node))
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
            return TypeExpression(f"~{type_name(node.operand)}")
        elif isinstance(node, ast.Starred):
            return TypeExpression("typing.Unpack", (self.read(node.value, depth + 1),))
        elif isinstance(node, ast.Call) and written(node) == "type(None)":
            return NONE
        raise TypeExpressionError(f"not a type: {written(node)}")

    def text(self, text: str, depth: int) -> TypeExpression:
        """A quoted type. Cached, except inside an alias, whose type variables may stand for something."""
        if self.open_aliases:
            return self.read(parse_annotation(text), depth + 1)
        cached = self.names.read.get(text)
        if cached is None:
            cached = self.names.read[text] = self.read(parse_annotation(text), depth + 1)
        return cached

    def bare(self, expression: TypeExpression) -> TypeExpression:
        """Return the type of a name without arguments, which for a special form has a meaning of its own."""
        if expression.arguments:
            return expression
        name = expression.name
        if name in WITHOUT_TYPE:
            raise TypeExpressionError(f"not a type: a bare {name} names no type")
        return BARE.get(name, expression)

    def name(self, dotted: str) -> TypeExpression:
        """Return the type that a dotted name means in this file."""
        if self.given is not None and dotted in self.given:
            return self.given[dotted]
        root, _, rest = dotted.partition(".")
        if root in self.names.aliases:
            return self.alias(root, rest)
        cached = self.names.resolved.get(dotted)
        if cached is None:
            cached = self.names.resolved[dotted] = resolve(dotted, self.names)
        return cached

    def alias(self, root: str, rest: str, arguments: tuple[TypeExpression, ...] = ()) -> TypeExpression:
        """Expand an alias of the file, its type variables replaced by `arguments`, or by Any where there are none."""
        key = f"{root}.{rest}" if rest else root
        cached = None if arguments or self.open_aliases else self.names.resolved.get(key)
        if cached is not None:
            return cached
        alias = self.names.aliases[root]
        named = TypeExpression(f"{self.names.module}.{key}" if self.names.module else key)
        if root in self.open_aliases or len(self.open_aliases) >= _MAX_ALIAS_DEPTH:
            self.recursive.add(root)
            return named
        outer, self.given = self.given, None
        self.open_aliases.append(root)
        try:
            parameters = alias.parameters or tuple(dict.fromkeys(_free_variables(alias.value, self.names)))
            filled = (*arguments, *(ANY,) * len(parameters))[: len(parameters)]
            self.given = dict(zip(parameters, filled, strict=True))
            expression = self._aliased(alias, root)
        finally:
            self.open_aliases.pop()
            self.given = outer
        if root in self.recursive or len(str(expression)) > _MAX_ALIAS_LENGTH:
            expression = named
        elif rest:
            expression = normal(f"{expression.name}.{rest}")
        if not arguments and not self.open_aliases:
            self.names.resolved[key] = expression
        return expression

    def _aliased(self, alias: TypeAlias, root: str) -> TypeExpression:
        try:
            if isinstance(alias.value, (ast.Name, ast.Attribute)):
                return self.name(type_name(alias.value))  # `D = Dict` may still take arguments
            return self.read(alias.value, 1)
        except TypeExpressionError:  # an assignment that only looked like an alias
            return TypeExpression(f"{self.names.module}.{root}" if self.names.module else root)

    def subscript(self, node: ast.Subscript, depth: int) -> TypeExpression:
        dotted = type_name(node.value)
        root, _, rest = dotted.partition(".")
        items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if root in self.names.aliases and not rest and root not in self.open_aliases:
            alias = self.names.aliases[root]
            if alias.parameters or next(_free_variables(alias.value, self.names), None) is not None:
                return self.alias(root, rest, tuple(self.argument(item, depth) for item in items))
        head = self.name(dotted)
        if head.arguments:  # an alias that is complete already, wrongly given arguments
            return head
        name = head.name
        if name == LITERAL:
            return apply_literal(items, lambda item: self.literal_member(item, depth + 1))
        if is_wrapper(name):
            if not items:
                raise TypeExpressionError(f"not a type: {written(node)}")
            return self.read(items[0], depth + 1)
        if name[0] == "~":  # `T[int]`: a type variable takes no arguments
            return head
        try:
            arguments = tuple(self.argument(item, depth) for item in items)
        except TypeExpressionError:
            # Shapes and the like in brackets (`Array["n m"]`, `Array[3]`) are no types: the class still is one.
            if name in BUILTINS or name.startswith(("collections.", "typing.", "contextlib.")):
                raise
            return self.bare(head)
        return apply(name, arguments)

    def literal_member(self, node: ast.expr, depth: int) -> TypeExpression:
        """An enum's member by its qualified name, or another Literal."""
        if isinstance(node, ast.Subscript):
            return self.subscript(node, depth)
        dotted = type_name(node)
        if dotted.partition(".")[0] in self.names.aliases:
            return self.name(dotted)
        return TypeExpression(qualified(dotted, self.names))

    def argument(self, node: ast.expr, depth: int) -> TypeExpression:
        """An argument in brackets, where `...`, parameter lists and `()` may stand too."""
        if isinstance(node, ast.Constant) and node.value is ...:
            return TypeExpression("...")
        if isinstance(node, ast.List):
            return TypeExpression("[]", tuple(self.argument(item, depth + 1) for item in node.elts))
        if isinstance(node, ast.Tuple) and not node.elts:
            return TypeExpression("()")
        return self.read(node, depth + 1)


def _free_variables(node: ast.expr, names: FileNames) -> Iterator[str]:
    """The type variables in an alias's value, in order of appearance, perhaps more than once."""
    stack: list[ast.AST] = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, ast.Name):
            if resolve(current.id, names).name == f"~{current.id}":
                yield current.id
        elif not isinstance(current, ast.Attribute):
            stack.extend(reversed(list(ast.iter_child_nodes(current))))
