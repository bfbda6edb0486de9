"""Types as people write them in docstrings, read with care: what is not surely a type is none."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from typilus.annotation_types import FileNames, TypeExpression, canonicalize, is_informative, parse_type, union_of
from typilus.errors import TypeExpressionError
from typilus.project import VisibleTypes, is_standard

__all__ = ["read_docstring_type"]

_ROLE = re.compile(r":(?:py:)?(?:\w+:)?\w+:`[~!]?([^`<]*?)(?:\s*<([^`>]*)>)?`")
_TICKS = re.compile(r"`+([^`]*)`+")
_ASIDE = re.compile(
    r"\s*(?:[,;(]\s*)?(?:\boptional\b\)?|\bdefaults?\b.*|\bshape\b.*|\bkeyword[- ]only\b)\s*$", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_OF = re.compile(r"^(\w+)s?\s+of\s+(.+)$", re.IGNORECASE)
_CALL = re.compile(r"^(list|dict|tuple|set|frozenset)\((.*)\)$")
_NAME = re.compile(r"[A-Za-z_][\w.]*")
_MAX_LENGTH = 120
_WORDS = {
    "string": "str",
    "strings": "str",
    "text": "str",
    "integer": "int",
    "integers": "int",
    "ints": "int",
    "floats": "float",
    "strs": "str",
    "bools": "bool",
    "boolean": "bool",
    "double": "float",
    "dictionary": "dict",
    "none": "None",
    "true": "bool",
    "false": "bool",
    "function": "collections.abc.Callable",
    "callable": "collections.abc.Callable",
    "iterable": "collections.abc.Iterable",
    "iterator": "collections.abc.Iterator",
    "sequence": "collections.abc.Sequence",
    "mapping": "collections.abc.Mapping",
    "generator": "collections.abc.Generator",
    "lists": "list",
    "tuples": "tuple",
    "dicts": "dict",
    "datetime": "datetime.datetime",
}
_OF_ONE = frozenset({"list", "set", "frozenset", "collections.abc.Iterable", "collections.abc.Sequence",
                     "collections.abc.Iterator"})  # fmt: skip
_BUILT_IN = frozenset({"str", "int", "float", "bool", "bytes", "complex", "list", "dict", "set", "frozenset", "tuple",
                       "object", "type", "bytearray", "None"})  # fmt: skip


def read_docstring_type(text: str, names: FileNames, visible: VisibleTypes) -> str | None:
    """Canonical type of what a docstring says, None where it is no type for certain.

    Knows `int, optional`, `str or None`, `list of str`, `dict of str to int`, `:class:`Foo``, and all that an
    annotation could say. Classes must be ones that the file can name.
    """
    type_ = _read(_cleaned(text), names, visible)
    return str(type_) if type_ is not None and is_informative(type_) else None


def _cleaned(text: str) -> str:
    text = _ROLE.sub(lambda match: match[2] or match[1], " ".join(text.split()))
    text = _TICKS.sub(r"\1", text)
    before = None
    while before != text:
        before, text = text, _ASIDE.sub("", text).strip().rstrip(".,;:").strip()
    return _ARTICLE.sub("", text)


def _read(text: str, names: FileNames, visible: VisibleTypes) -> TypeExpression | None:
    if not text or len(text) > _MAX_LENGTH:
        return None

    def inner(part: str) -> TypeExpression | None:
        return _read(_ARTICLE.sub("", part.strip()), names, visible)

    members = _split(text, (" or ", "|"))
    if len(members) > 1:
        # `int, float or None`
        members = [part for member in members for part in _split(member, (",",))]
        return _joined(members, inner)
    counted = _OF.match(text)
    if counted is not None:
        return _container(inner(counted[1]) or inner(counted[1] + "s"), counted[2], inner)
    called = _CALL.match(text)
    if called is not None:
        return inner(f"{called[1]}[{called[2]}]") if called[2].strip() else TypeExpression(called[1])
    if text.startswith("{") and text.endswith("}"):
        return _kind_of_choices(text)
    return _annotation(text, names, visible)


def _joined(members: list[str], inner: Callable[[str], TypeExpression | None]) -> TypeExpression | None:
    parts = [inner(member) for member in members]
    joined = [part for part in parts if part is not None]
    return union_of(joined) if len(joined) == len(parts) else None


def _container(
    whole: TypeExpression | None, element: str, inner: Callable[[str], TypeExpression | None]
) -> TypeExpression | None:
    if whole is None or whole.arguments:
        return None
    if whole.name == "dict":
        key, separator, value = element.partition(" to ") if " to " in element else element.partition(":")
        first, second = inner(key), inner(value)
        return TypeExpression("dict", (first, second)) if separator and first and second else whole
    element_type = inner(element)
    if element_type is None:
        return whole if whole.name in _OF_ONE | {"tuple"} else None
    if whole.name == "tuple":
        return TypeExpression("tuple", (element_type, TypeExpression("...")))
    return TypeExpression(whole.name, (element_type,)) if whole.name in _OF_ONE else None


def _kind_of_choices(text: str) -> TypeExpression | None:
    """`{'left', 'right'}` are texts."""
    try:
        values = ast.literal_eval(text)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return None
    kinds = {type(value).__name__ for value in values} if isinstance(values, set) else set()
    return TypeExpression(kinds.pop()) if kinds in ({"str"}, {"int"}) else None


def _annotation(text: str, names: FileNames, visible: VisibleTypes) -> TypeExpression | None:
    """Return the annotation that a text means, if every name in it is known."""
    if _NAME.fullmatch(text):
        class_type = _class(text, names, visible)
        return None if class_type is None else parse_type(class_type)
    if not text.endswith("]"):
        return None
    spelled = _NAME.sub(lambda match: _WORDS.get(match[0].lower(), match[0]) if match[0].islower() else match[0], text)
    try:
        type_ = canonicalize(spelled, names)
    except TypeExpressionError:
        return None
    return type_ if all(_is_known(leaf, visible) for leaf in _leaves(type_)) else None


def _class(name: str, names: FileNames, visible: VisibleTypes) -> str | None:
    lower = name.lower()
    if name in _BUILT_IN or lower in _WORDS:
        return _WORDS.get(lower, name) if visible.named(name) is None else visible.named(name)
    own = visible.named(name)
    if own is not None:
        return own
    try:
        name_text = str(canonicalize(name, names))
    except TypeExpressionError:
        return None
    return name_text if "." in name_text and "~" not in name_text and _is_known(name_text, visible) else None


def _is_known(name: str, visible: VisibleTypes) -> bool:
    if "." not in name:
        return name in _BUILT_IN or name[0] in "[|.'\"(" or name.lstrip("-").isdigit()
    return is_standard(name) or visible.where(name) != "unknown"


def _leaves(expression: TypeExpression) -> list[str]:
    inner = [leaf for argument in expression.arguments for leaf in _leaves(argument)]
    return [expression.name, *inner]


def _split(text: str, separators: tuple[str, ...]) -> list[str]:
    """Split outside of brackets and quotes."""
    parts, depth, start, index = [], 0, 0, 0
    while index < len(text):
        depth += (text[index] in "([{") - (text[index] in ")]}")
        separator = next(
            (separator for separator in separators if depth == 0 and text.startswith(separator, index)), None
        )
        if separator is not None:
            parts.append(text[start:index])
            start = index = index + len(separator)
        else:
            index += 1
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]
