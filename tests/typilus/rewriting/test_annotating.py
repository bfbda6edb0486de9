"""Real files with random types, odd bytes, and edits that must be rolled back."""

from __future__ import annotations

import codecs
import os
import random
import subprocess
import sys
import sysconfig
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph_extraction import SourceDocument, SourceError, SymbolKind, extract, parse_source
from tests.typilus.rewriting.random_edits import TYPES, comments, random_edits, squeeze, undo
from typilus.errors import RewriteError
from typilus.rewriting import (
    AnnotationEdit,
    ExistingAnnotationPolicy,
    RewriteOptions,
    SourceAnnotator,
    annotate_source,
    apply_edits,
)
from typilus.rewriting.equality import difference

LIBRARY = Path(sysconfig.get_path("stdlib"))
OPTIONS = (
    RewriteOptions(),
    RewriteOptions(python=(3, 8)),
    RewriteOptions(typing_only=False, python=(3, 9)),
    RewriteOptions(future_annotations=True),
)
# Imported at once or alone by every Python: what breaks them shows.
FORM_FEED = "\x0c"
IMPORTABLE = ("textwrap", "csv", "shlex", "bisect", "string", "fnmatch", "sched", "colorsys", "configparser", "cmd")
SOURCE = b"""import os
class A:
    def f(self, a, b=1):
        self.x = a
        c = [b]
        return c
"""


def library_files(count: int) -> list[Path]:
    found = [
        path
        for path in sorted(LIBRARY.rglob("*.py"))
        if "site-packages" not in path.parts and 500 < path.stat().st_size < 20_000
    ]
    return random.Random(3).sample(found, count)


@pytest.mark.parametrize("path", library_files(16), ids=lambda path: str(path.relative_to(LIBRARY)))
def test_a_file_of_the_library_stays_what_it_was(path: Path) -> None:
    data = path.read_bytes()
    edits = random_edits(data, str(path), len(data))
    try:
        result = annotate_source(data, edits, OPTIONS[len(data) % len(OPTIONS)], str(path))
    except (SourceError, RewriteError):
        return
    assert len(result.applied) + len(result.skipped) + len(result.rolled_back) == len(edits)
    assert not result.rolled_back
    assert squeeze(undo(result)) == squeeze(data)
    assert comments(result.after) == comments(data)
    annotated = sum(symbol.annotation is not None for symbol in extract(parse_source(result.after)).symbols)
    before = sum(symbol.annotation is not None for symbol in extract(parse_source(data)).symbols)
    assert annotated == before + len(result.applied)


@pytest.mark.parametrize("options", OPTIONS[:1] + OPTIONS[2:], ids=["running", "at runtime", "future"])
def test_annotated_modules_can_be_imported(tmp_path: Path, options: RewriteOptions) -> None:
    for number, name in enumerate(IMPORTABLE):
        data = (LIBRARY / f"{name}.py").read_bytes()
        settings_ = replace(options, module=f"annotated_{name}")
        result = annotate_source(data, random_edits(data, f"{name}.py", number), settings_, f"{name}.py")
        assert result.applied
        (tmp_path / f"annotated_{name}.py").write_bytes(result.after)
    statement = "import " + ", ".join(f"annotated_{name}" for name in IMPORTABLE)
    subprocess.run([sys.executable, "-c", statement], cwd=tmp_path, check=True, env={**os.environ, "PYTHONPATH": "."})


@given(
    seed=st.integers(0, 1000),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    indent=st.sampled_from(["\t", "  ", "\x0c    "]),
    last=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "latin-1", "cp1252"]),
    mixed=st.booleans(),
)
@example(seed=0, newline="\r\n", indent="\x0c    ", last=False, encoding="utf-8-sig", mixed=True)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_odd_bytes_stay(seed: int, newline: str, indent: str, last: bool, encoding: str, mixed: bool) -> None:
    lines = [
        "#!/usr/bin/python",
        f"# coding: {encoding.removesuffix('-sig')}",
        '"""Ünïcödé."""',
        "\x0cimport os",
        "name = 'é'; ä = 'ü'  # ö",
        "\x0c",
        "def f(é, ü='ö',  # ß",
        "  *ä) :",
        f"{indent}if é:",
        f"{indent}{indent.lstrip(FORM_FEED)}ß = é",
        f"{indent}return ü",
    ]
    ends = random.Random(seed)
    text = "".join(line + (ends.choice(["\n", "\r\n", "\r"]) if mixed else newline) for line in lines)
    data = (text if last else text.rstrip("\r\n")).encode(encoding)
    edits = random_edits(data, "<string>", seed)
    result = annotate_source(data, edits)
    assert squeeze(undo(result)) == squeeze(data)
    assert result.after.startswith(codecs.BOM_UTF8) == data.startswith(codecs.BOM_UTF8)
    assert result.after.endswith((b"\n", b"\r")) == last
    assert len(result.applied) + len(result.rolled_back) == len(edits)


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(TYPES)), max_size=8))
@settings(max_examples=20, deadline=None)
def test_any_edits_in_any_order_are_applied_or_refused_with_a_reason(chosen: list[tuple[int, str]]) -> None:
    symbols = extract(parse_source(SOURCE)).symbols
    edits = [AnnotationEdit.for_symbol(symbols[number % len(symbols)], type_) for number, type_ in chosen]
    result = annotate_source(SOURCE, edits)
    assert len(result.applied) + len(result.skipped) == len(edits)
    assert all(refused.reason for refused in result.skipped)


def test_a_second_run_changes_nothing() -> None:
    edits = random_edits(SOURCE, "a.py", 1)
    first = annotate_source(SOURCE, edits)
    places = extract(parse_source(first.after)).symbols
    again = [AnnotationEdit.for_symbol(symbol, edit.type) for symbol, edit in zip(places, edits, strict=True)]
    for policy in ExistingAnnotationPolicy:
        assert annotate_source(first.after, again, RewriteOptions(policy)).after == first.after


def test_an_edit_that_does_harm_is_rolled_back_and_the_others_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    def dislikes_bytes(before: str, after: str, added: object, python: tuple[int, int]) -> str | None:
        return "bytes!" if "bytes" in after else difference(before, after, (), python)

    monkeypatch.setattr("typilus.rewriting.annotating.difference", dislikes_bytes)
    symbols = extract(parse_source(SOURCE)).symbols
    edits = [
        AnnotationEdit.for_symbol(symbol, "bytes" if symbol.name == "b" else "int")
        for symbol in symbols
        if symbol.obstacle is None
    ]
    result = annotate_source(SOURCE, edits)
    assert [(refused.edit.name, refused.reason) for refused in result.rolled_back] == [("b", "bytes!")]
    assert len(result.applied) == len(edits) - 1
    assert b"def f(self, a: int, b=1) -> int:" in result.after


def test_where_everything_does_harm_the_original_comes_back() -> None:
    source = b"'''Doc'''; x = 1\ndef f(a): pass\nclass Late: pass\n"
    edits = [AnnotationEdit(SymbolKind.PARAMETER, "f", "a", 2, 6, "Late")]
    result = annotate_source(source, edits, RewriteOptions(future_annotations=True))
    assert result.after == source
    assert not result.changed
    assert "from __future__" in result.rolled_back[0].reason
    assert not result.diff()


def test_characters_that_the_encoding_lacks_are_rolled_back() -> None:
    source = b"# coding: latin-1\ndef f(a): pass\n"
    edits = [AnnotationEdit(SymbolKind.PARAMETER, "f", "a", 2, 6, "pkg.\u0416uk")]
    result = annotate_source(source, edits)
    assert result.after == source
    assert "cannot be written in" in result.rolled_back[0].reason


@pytest.mark.parametrize(
    ("data", "path", "error"),
    [
        (b"def f(:", "a.py", SourceError),
        (b"\xff", "a.py", SourceError),
        (b"print 'x'", "a.py", (RewriteError, SourceError)),
        (b"%matplotlib inline\nx = 1\n", "a.py", RewriteError),
        (b"{}", "a.ipynb", RewriteError),
    ],
)
def test_what_is_no_source_file_is_refused(data: bytes, path: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        annotate_source(data, [], path=path)


def test_a_text_is_taken_as_well() -> None:
    result = annotate_source("x = 1", [AnnotationEdit(SymbolKind.VARIABLE, "", "x", 1, 0, "int")])
    assert result.after == b"x: int = 1"


FIXED = "\ufeff# \N{GRINNING FACE}\r\ndef f(a, b=1,\r\n      *, c):  # c\r\n    return b\r\n"


@pytest.mark.parametrize("options", OPTIONS)
def test_a_fix_is_the_file_with_one_annotation_alone(options: RewriteOptions) -> None:
    annotator = SourceAnnotator(SourceDocument("a.py", FIXED), options)
    types = {("a", 2, 6): "decimal.Decimal", ("b", 2, 9): "int", ("c", 3, 9): "pathlib.Path | None"}
    edits = [AnnotationEdit(SymbolKind.PARAMETER, "f", *symbol, type_) for symbol, type_ in types.items()] + [
        AnnotationEdit(SymbolKind.RETURN, "", "f", 2, 4, "collections.abc.Iterable[int]")
    ]
    proved = annotator.annotate(edits)
    assert len(proved.applied) == len(edits)
    for applied in proved.applied:
        fix = annotator.fix(applied)
        assert apply_edits(annotator.source.exact_text, fix) == annotator.annotate([applied.edit]).text
        assert all(edit.line in (1, 2) or edit.end_column - edit.column == 0 for edit in fix), "no larger than needed"


def test_fixes_of_a_file_do_not_contradict_each_other() -> None:
    annotator = SourceAnnotator(SourceDocument("a.py", "def f(a, b): ...\n"), RewriteOptions(python=(3, 11)))
    first, second = (
        AnnotationEdit(SymbolKind.PARAMETER, "f", name, 1, column, type_)
        for name, column, type_ in (("a", 6, "garden.Shop"), ("b", 9, "market.Shop"))
    )
    applied = annotator.annotate([first, second]).applied
    assert [one.text for one in applied] == ['"Shop"', '"market.Shop"']
    assert [bool(annotator.fix(one)) for one in applied] == [True, False], "both alone would import a Shop"
