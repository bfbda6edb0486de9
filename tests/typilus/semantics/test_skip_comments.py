"""Comments by which a file asks to be left alone."""

from __future__ import annotations

import pytest

from graph_extraction import SourceDocument, extract
from typilus.semantics import semantics_of, skips_of

CODE = """\
limit = 1  # typilus: skip
text = "# typilus: skip"
other = 2  # typilus: skipped


def f(  # noqa  # typilus: skip (read by the framework)
    a,
    b,
): ...


def g(
    a,  # type: ignore  #typilus:skip
    b,
):
    inner = a
"""


def skipped(code: str) -> set[str]:
    document = SourceDocument("a.py", code)
    is_skipped = skips_of(semantics_of(document), document)
    return {f"{symbol.scope}.{symbol.name}" for symbol in extract(document).symbols if is_skipped(symbol)}


def test_a_line_and_a_signature() -> None:
    assert skipped(CODE) == {".limit", ".f", "f.a", "f.b", "g.a"}


@pytest.mark.parametrize("comment", ["# typilus: skip-file", "#typilus:skip-file, it is generated"])
def test_a_file(comment: str) -> None:
    assert skipped(f"{comment}\na = 1\ndef f(b): pass\n") == {".a", ".f", "f.b"}
    assert skipped(f"a = 1\n\ndef f(b): pass\n    {comment}\n") == {".a", ".f", "f.b"}


@pytest.mark.parametrize(
    "text", ["a = '# typilus: skip-file'\n", "a = 1  # typilus: skip-files\n", "# typilus: skipfile\na = 1\n"]
)
def test_what_is_no_such_comment(text: str) -> None:
    assert skipped(text) == set()
