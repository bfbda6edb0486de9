"""The answer of a model, read as a type that the file can name, or as nothing."""

from __future__ import annotations

import typing
from functools import lru_cache

from typilus.annotation_types import (
    BUILTINS,
    NONE,
    FileNames,
    canonicalize,
    is_informative,
    known_bases,
    rename,
)
from typilus.errors import TypeExpressionError
from typilus.project import UNKNOWN, VisibleTypes, is_standard, words_of

__all__ = ["accepted_type"]

_LONGEST = 200
_SAME = 0.99


def accepted_type(text: str, names: FileNames, visible: VisibleTypes) -> str | None:
    """Return the canonical type that an answer means in a file, None if it means none.

    Code, prose, values, several lines, `Any`, type variables, and names of classes that the file cannot name are no
    types. What follows a type, as a value or the next parameter, is cut off. A class that the file lacks an import of
    is taken if its name alone tells which is meant.

    Args:
        text: Text that a model wrote in the place of an annotation. Nothing in it is executed.
        names: Names of the file.
        visible: Types that the file can name.
    """
    text = text.strip()
    text = text[: _end(text)].rstrip()
    if not text or len(text) > _LONGEST or "\n" in text or "#" in text:
        return None
    try:
        expression = rename(canonicalize(text, names), lambda name: _named(name, names, visible))
    except (TypeExpressionError, RecursionError):
        return None
    # A class that is private to the file, `_Shop`, says much there.
    says_something = is_informative(expression) or expression == NONE or expression.name in visible.own
    return str(expression) if says_something and "~" not in str(expression) else None


def _end(text: str) -> int:
    """The position of the first mark that is in no annotation unless in brackets or quotes: a model went on there."""
    depth, quote = 0, ""
    for position, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif depth == 0 and character in ",:=":
            return position
    return len(text)


def _named(name: str, names: FileNames, visible: VisibleTypes) -> str:
    """A class under the name that the file knows it by.

    Raises:
        TypeExpressionError: The file cannot name it.
    """
    if name == "None":
        return name
    if "." not in name:
        return _simple_name(name, names, visible)
    top, _, rest = name.partition(".")
    if top == "typing" and rest not in typing.__all__:
        raise TypeExpressionError(f"typing has no {rest}")
    imported = {target.partition(".")[0] for target in (*names.imports.values(), *names.modules)}
    if is_standard(name) or visible.where(name) != UNKNOWN or top in imported:
        return name
    raise TypeExpressionError(f"the file cannot name {name}")


def _simple_name(name: str, names: FileNames, visible: VisibleTypes) -> str:
    if name in visible.own or name in names.definitions.values():
        return name
    if name in BUILTINS:
        return name
    alike = (candidate.type for candidate, _ in visible.nearest(words_of(name), 3, _SAME))
    namesake = next((type_ for type_ in alike if type_.rpartition(".")[2] == name), None)
    resolved = visible.named(name) or namesake or _standard_classes().get(name)
    if resolved is None or "[" in resolved or "|" in resolved:
        raise TypeExpressionError(f"the file cannot name {name}")
    return resolved


@lru_cache(maxsize=1)
def _standard_classes() -> dict[str, str]:
    """Well-known classes of the standard library by their last names, as far as these name only one."""
    by_name: dict[str, list[str]] = {}
    for full in known_bases():
        if "." in full and is_standard(full):
            by_name.setdefault(full.rpartition(".")[2], []).append(full)
    return {name: full for name, (full, *others) in by_name.items() if not others}
