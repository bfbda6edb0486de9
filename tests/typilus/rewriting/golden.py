"""Golden cases: `tests/cases/rewriting/NAME.in.py` names its edits in comments; `NAME.out.py` is what must come out.

`# parameter f.a: int` asks for an annotation; ` -> reason` behind it says why it must be refused.
`# options: python=3.8` sets `RewriteOptions`. After a change on purpose run `python -m tests.typilus.rewriting.golden`
and read the difference.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from graph_extraction import SymbolKind, extract, parse_source
from typilus.rewriting import (
    AnnotatedSource,
    AnnotationEdit,
    ExistingAnnotationPolicy,
    RewriteOptions,
    annotate_source,
)

FOLDER = Path(__file__).parents[2] / "cases" / "rewriting"
CASES = sorted(path.name.removesuffix(".in.py") for path in FOLDER.glob("*.in.py"))
_EDIT = re.compile(r"(?m)^# (parameter|return|variable|attribute) (\S+): (.*?)(?: -> (.*))?$")


def options_of(text: str) -> RewriteOptions:
    """The options that a case asks for."""
    options = RewriteOptions(python=(3, 10))
    found = re.search(r"(?m)^# options: (.*)$", text)
    for setting in found[1].split() if found else ():
        name, _, value = setting.partition("=")
        if name == "python":
            major, _, minor = value.partition(".")
            options = replace(options, python=(int(major), int(minor)))
        elif name == "policy":
            options = replace(options, policy=ExistingAnnotationPolicy(value))
        elif name == "module":
            options = replace(options, module=value)
        else:
            assert name in ("typing_only", "future_annotations"), name
            setting_value = value == "True"
            options = (
                replace(options, typing_only=setting_value)
                if name == "typing_only"
                else replace(options, future_annotations=setting_value)
            )
    return options


def edits_of(data: bytes) -> dict[AnnotationEdit, str | None]:
    """The edits of a case, each with the reason why it must be refused."""
    symbols = {
        (symbol.kind, f"{symbol.scope}.{symbol.name}".lstrip(".")): symbol
        for symbol in extract(parse_source(data)).symbols
    }
    edits: dict[AnnotationEdit, str | None] = {}
    for kind, name, type_, reason in _EDIT.findall(data.decode()):
        symbol = symbols.get((SymbolKind(kind), name))
        if symbol is None:
            scope, _, last = name.rpartition(".")
            edit = AnnotationEdit(SymbolKind(kind), scope, last, 1, 0, type_)
        else:
            edit = AnnotationEdit.for_symbol(symbol, type_)
        edits[edit] = reason or None
    return edits


def run(name: str) -> tuple[AnnotatedSource, dict[AnnotationEdit, str | None]]:
    """Annotate a case."""
    data = (FOLDER / f"{name}.in.py").read_bytes()
    edits = edits_of(data)
    return annotate_source(data, edits, options_of(data.decode()), f"{name}.py"), edits


if __name__ == "__main__":
    for case in CASES:
        (FOLDER / f"{case}.out.py").write_bytes(run(case)[0].after)
