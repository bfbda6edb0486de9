"""Types as checkers print them for people (`(x: int) -> str`, `Self@Shop`, `Literal[3]`), as annotations."""

from __future__ import annotations

import ast
import re

__all__ = ["annotation_text", "element_of_star", "split_top"]

_SELF = re.compile(r"Self@[\w.]+|\bSelf\b")
_BOUND_VARIABLE = re.compile(r"\b(\w+)@[\w.]+")
_MODULE = re.compile(r'Module\("[^"]*"\)')
_PRIVATE_ARGUMENT = re.compile(r"\[_\w+\]")
_UNKNOWN = ("", "Unknown", "Any", "...", "typing.Any")
_OPENING, _CLOSING = "([{", ")]}"


def annotation_text(printed: str) -> str | None:
    """What a person would write for a printed type; None where the checker did not know.

    Literals become their classes: for a variable nobody would write them, and the tools print them always.
    """
    text = _MODULE.sub("types.ModuleType", _BOUND_VARIABLE.sub(r"\1", _SELF.sub("typing.Self", printed.strip())))
    text = _PRIVATE_ARGUMENT.sub("", text.replace("LiteralString", "str")).replace("*", "")
    known = [each for each in split_top(text, " | ") if each.strip() not in _UNKNOWN]
    # What may be None and else something unknown is unknown.
    if not known or (known == ["None"] and text != "None"):
        return None
    return _union(" | ".join(known))


def element_of_star(annotation: str) -> str | None:
    """The annotation of `*args` or `**kwargs` whose value has this type: that of its elements."""
    head, _, rest = annotation.lower().partition("[")
    arguments = split_top(annotation[len(head) + 1 : -1], ", ") if rest else []
    if head == "tuple" and arguments and all(each in (arguments[0], "...") for each in arguments):
        return arguments[0]
    return arguments[1] if head == "dict" and len(arguments) == 2 else None


def split_top(text: str, mark: str) -> list[str]:
    """Split where a mark stands outside of all brackets and quotes."""
    parts, depth, start, position, quote = [], 0, 0, 0, ""
    while position < len(text):
        char = text[position]
        if quote:
            if char == "\\":
                position += 1
            elif char == quote:
                quote = ""
        elif char in "'\"":
            quote = char
        elif char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth -= 1
        elif depth == 0 and text.startswith(mark, position):
            parts.append(text[start:position])
            position += len(mark)
            start = position
            continue
        position += 1
    return [*parts, text[start:]]


def _union(text: str) -> str:
    head, *results = split_top(text, " -> ")
    if results and head.startswith("("):
        return f"typing.Callable[{_parameters(head[1:-1])}, {_union(' -> '.join(results))}]"
    members = [_member(each.strip()) for each in split_top(text, " | ")]
    return " | ".join(dict.fromkeys(members))


def _member(text: str) -> str:
    if text.startswith("(") and text.endswith(")"):
        return _union(text[1:-1])
    if text in ("Unknown", "..."):
        return "typing.Any" if text == "Unknown" else text
    head, bracket, rest = text.partition("[")
    if not bracket or not rest.endswith("]"):
        return text
    arguments = split_top(rest[:-1], ", ")
    if head in ("TypeIs", "TypeGuard"):
        return "bool"
    if head == "Literal":
        return " | ".join(dict.fromkeys(map(_class_of_literal, arguments)))
    return f"{head}[{', '.join(_union(each) for each in arguments)}]"


def _class_of_literal(text: str) -> str:
    try:
        return type(ast.literal_eval(text)).__name__
    except (ValueError, SyntaxError):
        return text.rpartition(".")[0] or "str"


def _parameters(text: str) -> str:
    """`[int, str]` of `x: int, y: str`; `...` where that cannot say it."""
    found = []
    for each in split_top(text, ", ") if text else []:
        name, colon, kind = each.partition(": ")
        if each in ("...", "*", "/") or name.startswith("*"):
            return "..."
        found.append(_union(kind.partition(" = ")[0]) if colon else "typing.Any")
    return f"[{', '.join(found)}]"
