"""The table of bases, against the classes themselves where the interpreter has them."""

from __future__ import annotations

import importlib

from typilus.annotation_types.known_classes import known_bases

# PEP 484's numeric tower, and files: what `typing` says and the running classes do not.
BY_DECREE = {
    ("int", "float"), ("float", "complex"), ("int", "numbers.Integral"), ("typing.LiteralString", "str"),
    ("typing.TypeGuard", "bool"), ("typing.TypeIs", "bool"),
}  # fmt: skip


def load(name: str) -> object:
    module, _, last = name.rpartition(".")
    if module.partition(".")[0] in {"numpy", "torch"}:
        return None
    try:
        return getattr(importlib.import_module(module or "builtins"), last, None)
    except ImportError:
        return None


def test_bases_are_true() -> None:
    checked = 0
    for name, (_, bases) in known_bases().items():
        cls = load(name)
        for base in bases:
            above = load(base.name)
            if (name, base.name) in BY_DECREE or base.name.startswith("typing.") or not isinstance(cls, type):
                continue
            if isinstance(above, type) and cls.__module__ != "typing":
                assert issubclass(cls, above), (name, base)
                checked += 1
    assert checked > 150


def test_bases_use_their_class_parameters_only() -> None:
    for name, (parameters, bases) in known_bases().items():
        for base in bases:
            used = [argument.name for argument in base.arguments if argument.name[0] == "~"]
            assert set(used) <= set(parameters), name


def test_exceptions_come_from_the_interpreter() -> None:
    known = known_bases()
    assert [str(base) for base in known["FileNotFoundError"][1]] == ["OSError"]
    assert [str(base) for base in known["IOError"][1]] == ["OSError"]
