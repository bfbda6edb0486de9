"""Files on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_extraction import SymbolKind
from typilus.errors import RewriteError
from typilus.rewriting import AnnotationEdit, AnnotationWriter


def test_it_shows_first_and_writes_when_told(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"x = 1\r\n")
    writer = AnnotationWriter()
    result = writer.annotate(path, [AnnotationEdit(SymbolKind.VARIABLE, "", "x", 1, 0, "int")])
    assert path.read_bytes() == b"x = 1\r\n"
    assert "+x: int = 1\r\n" in result.diff()
    assert writer.write(result)
    assert path.read_bytes() == b"x: int = 1\r\n"
    assert not writer.write(writer.annotate(path, []))
    with pytest.raises(RewriteError, match="has changed"):
        writer.write(result)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(RewriteError, match="cannot be read"):
        AnnotationWriter().annotate(tmp_path / "none.py", [])
