"""Classes that calls make, as class statements: `Point = namedtuple("Point", "x y")`.

Those whose fields make their constructors get these, too (field_constructors.py).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from graph_extraction import SourceDocument, last_name, unapplied
from typilus.annotation_types import FileNames, TypeExpression, canonicalize
from typilus.errors import TypeExpressionError
from typilus.static_inference.definitions.field_constructors import (
    Field,
    constructor,
    fields_of_class,
    unknown_constructor,
)

__all__ = ["NAMED_TUPLE", "base_made_by", "tree_of"]

NAMED_TUPLE = "typing.NamedTuple"
"""The base of all named tuples, however they are made."""
_TUPLES = frozenset({"namedtuple", "NamedTuple"})
_ENUMERATIONS = frozenset({"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"})


def tree_of(document: SourceDocument) -> ast.Module:
    """Return a file's tree with all that makes its classes written out.

    Calls that make classes, but for those in functions, are class statements. The call is a base of its class, so that
    all that stands in the file stands in the tree. Data classes and named tuples have an `__init__`, as if it were
    written. Calls of other functions of these names are not told from those of the library's. All other nodes are the
    document's.
    """
    return document.derived(_with_made_classes)


def _with_made_classes(document: SourceDocument) -> ast.Module:
    tree = document.tree
    fields: dict[str, list[Field]] = {}
    aliases = _aliases(tree.body)
    body = [_rewritten(statement, fields, aliases) for statement in tree.body]
    if all(new is old for new, old in zip(body, tree.body, strict=True)):
        return tree
    return ast.Module(body, tree.type_ignores)


def _aliases(body: Sequence[ast.stmt]) -> dict[str, str]:
    """Return the other names under which a module imports what makes named tuples: `import namedtuple as nt`."""
    return {
        alias.asname: alias.name
        for statement in body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
        if alias.asname is not None and alias.name in _TUPLES
    }


def base_made_by(call: ast.Call, names: FileNames) -> TypeExpression | None:
    """Return the base of a class that has a call for a base, or is made by it, None if that is not known."""
    maker = last_name(call.func)
    if names.imports.get(maker, maker).rpartition(".")[2] in _TUPLES:
        return TypeExpression(NAMED_TUPLE)
    base = call.func
    if maker == "NewType" and len(call.args) == 2:
        base = call.args[1]
    elif maker not in _ENUMERATIONS and maker != "TypedDict":
        return None
    try:
        return canonicalize(base, names)
    except TypeExpressionError:
        return None


def _rewritten(
    statement: ast.stmt, fields: dict[str, list[Field]], aliases: Mapping[str, str] = MappingProxyType({})
) -> ast.stmt:
    """Return a statement with its classes written out.

    Args:
        statement: Statement, outside of functions.
        fields: Fields of the classes before it, to which its own are added.
        aliases: Other names of what makes named tuples.
    """
    if isinstance(statement, ast.ClassDef):
        return _with_constructor(statement, fields)
    if not (
        isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call) and len(statement.targets) == 1
    ):
        return statement
    target, call = statement.targets[0], statement.value
    if not isinstance(target, ast.Name) or not call.args or not isinstance(call.args[0], ast.Constant):
        return statement
    maker = last_name(call.func)
    make_body = _MAKERS.get(aliases.get(maker, maker))
    body = None if make_body is None else make_body(call)
    if body is None:
        return statement
    placed = [_placed(one, call) for one in body] or [_placed(ast.Pass(), call)]
    class_ = ast.ClassDef(target.id, [call], [], placed, [])
    class_.type_params = []  # type: ignore[attr-defined,unused-ignore]
    return ast.copy_location(class_, statement)


def _with_constructor(class_: ast.ClassDef, fields: dict[str, list[Field]]) -> ast.ClassDef:
    """A class statement with the classes in it written out, and with the constructor of its fields."""
    body = [_rewritten(statement, {}) for statement in class_.body]
    calls = [base for base in class_.bases if isinstance(base, ast.Call) and last_name(base.func) in _TUPLES]
    own = {statement.name for statement in class_.body if isinstance(statement, ast.FunctionDef)}
    if calls:
        added = _of_named_tuple(calls[0]) if own.isdisjoint({"__init__", "__new__"}) else []
    else:
        declared = fields_of_class(class_, fields)
        if declared is not None:
            fields[class_.name] = declared
        added = _constructor(declared or [], is_declared=True)
        if declared == [] and any(last_name(unapplied(base)) == "NamedTuple" for base in class_.bases):
            added = [unknown_constructor()]
    body += (_placed(one, class_) for one in added)
    if len(body) == len(class_.body) and all(new is old for new, old in zip(body, class_.body, strict=True)):
        return class_
    parts = {name: getattr(class_, name) for name in class_._fields}
    return ast.copy_location(ast.ClassDef(**{**parts, "body": body}), class_)


def _placed(statement: ast.stmt, origin: ast.AST) -> ast.stmt:
    """A new statement at the place of what it comes from."""
    for node in ast.walk(statement):
        if "lineno" in node._attributes and not hasattr(node, "lineno"):
            ast.copy_location(node, origin)
    return statement


def _constructor(fields: Sequence[Field], *, is_declared: bool = False) -> list[ast.stmt]:
    method = constructor(fields, is_declared=is_declared) if fields else None
    return [] if method is None else [method]


def _of_named_tuple(call: ast.Call) -> list[ast.stmt]:
    fields = (_fields(call.args[1]) if len(call.args) > 1 else None) or []
    defaults = next((keyword.value for keyword in call.keywords if keyword.arg == "defaults"), None)
    values = defaults.elts if isinstance(defaults, ast.List | ast.Tuple) else []
    missing = len(fields) - len(values)
    return _constructor(
        [
            Field(name, annotation, values[number - missing] if number >= missing else None)
            for number, (name, annotation) in enumerate(fields)
        ]
    )


def _of_enumeration(call: ast.Call) -> list[ast.stmt] | None:
    members = _members(call.args[1]) if len(call.args) > 1 else None
    if not members:
        return None
    return [
        ast.Assign([ast.Name(name, ast.Store())], ast.Constant(number), None) for number, name in enumerate(members, 1)
    ]


def _members(node: ast.expr) -> list[str] | None:
    """The members of an enumeration: names, the first of pairs, or keys."""
    if isinstance(node, ast.Dict):
        return _names(ast.List([key for key in node.keys if key is not None]))
    names = _names(node)
    return [name for name, _ in _fields(node) or ()] if names is None else names


def _of_typed_dict(call: ast.Call) -> list[ast.stmt] | None:
    fields = call.args[1] if len(call.args) > 1 else None
    if not isinstance(fields, ast.Dict):
        return None
    pairs = zip(fields.keys, fields.values, strict=True)
    return [
        ast.AnnAssign(ast.Name(key.value, ast.Store()), value, None, 1)
        for key, value in pairs
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    ]


def _of_new_type(call: ast.Call) -> list[ast.stmt] | None:
    return [] if len(call.args) == 2 else None


_MAKERS: dict[str, Callable[[ast.Call], list[ast.stmt] | None]] = {
    **dict.fromkeys(_TUPLES, _of_named_tuple),
    **dict.fromkeys(_ENUMERATIONS, _of_enumeration),
    "NewType": _of_new_type,
    "TypedDict": _of_typed_dict,
}


def _fields(node: ast.expr) -> list[tuple[str, ast.expr | None]] | None:
    """The fields of a named tuple: names in one string or in several, or pairs with annotations."""
    names = _names(node)
    if names is not None:
        return [(name, None) for name in names]
    if not isinstance(node, ast.List | ast.Tuple):
        return None
    pairs = list(_pairs(node.elts))
    return pairs if len(pairs) == len(node.elts) else None


def _pairs(elements: Sequence[ast.expr]) -> Iterator[tuple[str, ast.expr | None]]:
    for element in elements:
        parts = element.elts if isinstance(element, ast.Tuple) and len(element.elts) == 2 else ()
        if parts and isinstance(parts[0], ast.Constant) and isinstance(parts[0].value, str):
            yield parts[0].value, parts[1]


def _names(node: ast.expr) -> list[str] | None:
    if isinstance(node, ast.Constant):
        return node.value.replace(",", " ").split() if isinstance(node.value, str) else None
    if not isinstance(node, ast.List | ast.Tuple):
        return None
    texts = [element.value for element in node.elts if isinstance(element, ast.Constant)]
    names = [text for text in texts if isinstance(text, str)]
    return names if len(names) == len(node.elts) else None
