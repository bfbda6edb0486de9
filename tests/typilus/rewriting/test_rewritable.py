from __future__ import annotations

import pytest

from graph_extraction import parse_source
from graph_extraction.source.legacy import typed_ast_installed
from typilus.errors import RewriteError
from typilus.rewriting.rewritable import require_rewritable

NOTEBOOK = '{"cells": [{"cell_type": "code", "source": "x = 1"}]}'


@pytest.mark.parametrize("source", ["", "x = 1\r\n", "# coding: latin-1\nx = 'é'\n", b"\xef\xbb\xbfx = 1\r", b"x = 1"])
def test_what_can_be_written_back_passes(source: str | bytes) -> None:
    require_rewritable(parse_source(source))


@pytest.mark.parametrize(
    ("source", "path", "reason"),
    [
        (NOTEBOOK, "a.ipynb", "is a notebook"),
        (b"# coding: utf-7\nx = '+AGE-'\n", "a.py", "its text has more than one form in utf-7"),
        ("# coding: latin-1\nx = '€'\n", "a.py", "declares the encoding latin-1"),
        ("# coding: no-such\nx = 1\n", "a.py", "declares the encoding no-such"),
        ("# %%\n%time f()\nx = 1\n", "a.py", "IPython magics"),
    ],
)
def test_what_cannot_be_written_back_is_refused(source: str | bytes, path: str, reason: str) -> None:
    with pytest.raises(RewriteError, match=f"{path}: .*{reason}"):
        require_rewritable(parse_source(source, path))


@pytest.mark.skipif(not typed_ast_installed(), reason="typed-ast is not installed")
def test_older_grammars_are_refused() -> None:
    with pytest.raises(RewriteError, match=r"is Python 2\.7, which has no annotations"):
        require_rewritable(parse_source("print 'x'\n"))
