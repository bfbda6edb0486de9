"""The methods that a client may call: their parameters, and what each gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, Final

from typilus.errors import TypilusError
from typilus.options import NumberRange

__all__ = ["METHODS", "Method", "Parameter", "RequestError", "checked_values"]

_TEXT: Final = "<request>"


class RequestError(TypilusError):
    """A request that cannot be answered as it is."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a method.

    Attributes:
        type: Of its value in JSON.
        help: What it says.
        default: Its value where a request has none; ... for one that each request must have.
        range: The numbers that it may be.
    """

    type: type
    help: str
    default: Any = ...
    range: NumberRange | None = None


@dataclass(frozen=True, slots=True)
class Method:
    """A method.

    Attributes:
        summary: What it does, in a line.
        parameters: By name.
    """

    summary: str
    parameters: Mapping[str, Parameter]


def checked_values(method: Method, parameters: Any) -> dict[str, Any]:
    """The values of all parameters of a method.

    Raises:
        RequestError: One is missing, unknown, of another type or out of range.
    """
    if not isinstance(parameters, Mapping):
        raise RequestError("the parameters are not an object with a value for each name")
    unknown = sorted(set(parameters) - set(method.parameters))
    if unknown:
        raise RequestError(f"no parameter is called {unknown[0]!r}; there are {', '.join(method.parameters)}")
    return {name: _checked(name, parameter, parameters) for name, parameter in method.parameters.items()}


def _checked(name: str, parameter: Parameter, values: Mapping[str, Any]) -> Any:
    value = values.get(name, parameter.default)
    if value is ...:
        raise RequestError(f"{name!r} is missing: {parameter.help}")
    if name not in values:
        return value
    if not _is_of(value, parameter.type):
        raise RequestError(f"{name!r} is {type(value).__name__}, not {parameter.type.__name__}: {parameter.help}")
    limits = parameter.range
    if limits is not None and not limits.low <= value <= limits.high:
        raise RequestError(f"{name!r} is {value}, not from {limits.low} to {limits.high}")
    if name == "path":
        _check_path(value)
    return value


def _is_of(value: object, expected: type) -> bool:
    if expected is float:
        return type(value) in (int, float)
    return type(value) is expected


def _check_path(path: str) -> None:
    """Refuse a path by which a client could learn of files outside the project."""
    for kind in (PurePosixPath, PureWindowsPath):
        named = kind(path)
        if named.anchor or ".." in named.parts:
            raise RequestError(f"'path' is {path!r}: it must be relative to the project and stay inside it")


_SOURCE = Parameter(str, "the text of a Python file")
_PATH = Parameter(str, "the file's path in the project, with slashes", _TEXT)
_LEAST = NumberRange(float, 0, 1)


METHODS: Final = {
    "predict": Method(
        "rank types for every parameter, return, variable and attribute",
        {
            "source": _SOURCE,
            "path": _PATH,
            "top": Parameter(int, "at most so many candidates a symbol", 5, NumberRange(int, 1, 1000)),
            "min_confidence": Parameter(float, "candidates below this probability are left out", 0.0, _LEAST),
        },
    ),
    "annotate": Method(
        "the text with the types that are sure enough and that the checker lets stand",
        {
            "source": _SOURCE,
            "path": _PATH,
            "min_confidence": Parameter(float, "no type with a lower probability is written", 0.9, _LEAST),
        },
    ),
    "audit": Method(
        "annotations that confident predictions disagree with",
        {
            "source": _SOURCE,
            "path": _PATH,
            "min_confidence": Parameter(float, "no suggestion with a lower probability is shown", 0.85, _LEAST),
        },
    ),
    "explain": Method(
        "why symbols get the types they get",
        {
            "source": _SOURCE,
            "path": _PATH,
            "line": Parameter(int, "the line of the symbols, from 1; 0 for all", 0, NumberRange(int, 0, 10**9)),
        },
    ),
    "print": Method(
        "the text with a hole in the place of each missing annotation",
        {"source": _SOURCE, "path": _PATH, "hole": Parameter(str, "the name that stands in a hole", "_hole_")},
    ),
    "tree": Method("the scopes of a text", {"source": _SOURCE, "path": _PATH}),
    "usages": Method(
        "the calls of a scope from elsewhere in its text",
        {"source": _SOURCE, "path": _PATH, "scope": Parameter(str, "id of a scope, as `tree` has it")},
    ),
    "weave": Method(
        "the text with the annotations that another version of it has",
        {
            "donor": Parameter(str, "the text of the other version, or of a stub"),
            "source": _SOURCE,
            "path": _PATH,
            "scope": Parameter(str, "only types below this function or class", ""),
        },
    ),
    "check": Method(
        "whether a text is another one with types, and how much these say",
        {"original": Parameter(str, "the text without the types"), "source": _SOURCE, "path": _PATH},
    ),
    "complete": Method(
        "continuations of a text, or of what stands in its holes, by the language model of --infill",
        {
            "prompt": Parameter(str, "the text; _hole_ in it is filled"),
            "suffix": Parameter(str, "the text behind the one hole", ""),
            "n": Parameter(int, "number of completions", 1, NumberRange(int, 1, 20)),
            "temperature": Parameter(float, "0 for the most probable tokens", 0.0, NumberRange(float, 0, 2)),
            "max_tokens": Parameter(int, "at most so many tokens", 32, NumberRange(int, 1, 2048)),
            "stop": Parameter(list, "texts that end a completion", ()),
        },
    ),
    "reload": Method("read the project anew", {}),
    "stub": Method("what the file defines, without its code", {"source": _SOURCE, "path": _PATH}),
}
"""All methods, by name."""
