"""Drafts: quick, unproved, many of one file; where their symbols have gone."""

from __future__ import annotations

import random
import sysconfig
from pathlib import Path

import pytest

from graph_extraction import SymbolKind, parse_source
from tests.typilus.rewriting.random_edits import random_edits
from typilus.rewriting import AnnotationEdit, RewriteOptions, SourceAnnotator

LIBRARY = Path(sysconfig.get_path("stdlib"))


@pytest.mark.parametrize("name", ["shlex.py", "configparser.py", "typing.py"])
def test_lines_of_applied_edits_name_their_symbols(name: str) -> None:
    data = (LIBRARY / name).read_bytes()
    draft = SourceAnnotator(parse_source(data, name), RewriteOptions()).draft(random_edits(data, name, 3))
    lines = draft.text.split("\n")
    assert len(draft.lines) == len(draft.applied) > 9
    for line, applied in zip(draft.lines, draft.applied, strict=True):
        assert applied.edit.name in lines[line - 1]


def test_lines_move_only_behind_what_was_inserted() -> None:
    source = b"x = 1\ry = 1\nif TYPE_CHECKING:\r\n  import a\r\nz = 1\n"
    edits = [AnnotationEdit(SymbolKind.VARIABLE, "", *place, "decimal.Decimal") for place in (("x", 1, 0), ("z", 5, 0))]
    draft = SourceAnnotator(parse_source(source), RewriteOptions(future_annotations=True)).draft(edits)
    assert draft.text.splitlines()[2] == "x: Decimal = 1"
    assert draft.lines == (3, 9)
    assert [draft.line_of(line) for line in range(1, 6)] == [3, 4, 5, 8, 9]


def test_drafts_of_one_file_do_not_depend_on_each_other() -> None:
    data = (LIBRARY / "shlex.py").read_bytes()
    edits = random_edits(data, "shlex.py", 1)
    annotator = SourceAnnotator(parse_source(data, "shlex.py"), RewriteOptions())
    chosen = random.Random(2)
    for _ in range(5):
        some = chosen.sample(edits, len(edits) // 2)
        assert annotator.draft(some) == SourceAnnotator(parse_source(data, "shlex.py"), RewriteOptions()).draft(some)
    assert annotator.annotate(edits).after.decode() == annotator.draft(edits).text
