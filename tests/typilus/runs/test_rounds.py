"""Rounds: what must be judged again, and one document of several rounds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph_extraction import Symbol, SymbolKind
from typilus.annotating.annotated_file import AnnotatedFile, AnnotatedSymbol
from typilus.prediction.file_prediction import CheckSummary, TypePrediction
from typilus.rewriting import AnnotatedSource
from typilus.runs.annotate_tasks import RoundResult
from typilus.runs.rounds import SettledFiles, joined


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "a.py").write_text("def f(x): ...\n")
    (tmp_path / "b.py").write_text("from a import f\ndef g(x): ...\n")
    (tmp_path / "c.py").write_text("def h(x): ...\n")
    return tmp_path


INT, STR = (("int",),), (("str",),)


def paths_of(root: Path) -> list[str]:
    return [str(path) for path in sorted(root.glob("*.py"))]


def judged(files: SettledFiles, root: Path, types: tuple[tuple[str, ...], ...]) -> list[str]:
    """The names of the files that a round judges if all are predicted these types. Nothing is added to any."""
    results = []
    for file in files.begin(paths_of(root)):
        result = RoundResult(file.path, None if file.settled == types else AnnotatedFile(file.path, None), types)
        files.note(result)
        results.append(result)
    return [Path(result.path).stem for result in results if result.file is not None]


def settled_files(root: Path) -> SettledFiles:
    """All files of a project, in a first round of which nothing was added."""
    files = SettledFiles(root, paths_of(root))
    judged(files, root, INT)
    for path in paths_of(root):
        files.settle(path)
    return files


def test_files_to_which_nothing_was_added_are_judged_once(project: Path) -> None:
    files = SettledFiles(project, paths_of(project))
    assert judged(files, project, INT) == ["a", "b", "c"]
    assert judged(files, project, INT) == ["a", "b", "c"], "nobody said that they are settled"
    assert judged(settled_files(project), project, INT) == []


@pytest.mark.parametrize(("changed", "expected"), [("a", ["a", "b"]), ("b", ["a", "b"]), ("c", ["c"])])
def test_a_changed_file_is_judged_again_with_those_that_import_it_or_that_it_imports(
    project: Path, changed: str, expected: list[str]
) -> None:
    files = settled_files(project)
    path = project / f"{changed}.py"
    path.write_text(path.read_text().replace("(x)", "(x: int)"))
    assert judged(files, project, INT) == expected


def test_another_prediction_is_judged(project: Path) -> None:
    assert judged(settled_files(project), project, STR) == ["a", "b", "c"]


def annotated(*written: str | None, line: int = 1, after: bytes = b"", **more: Any) -> AnnotatedFile:
    symbols = tuple(
        AnnotatedSymbol(
            TypePrediction(Symbol(0, SymbolKind.VARIABLE, "", "x", line, 4), None, None, ()),
            text,
            None if text else "unsure",
        )
        for text in written
    )
    source = AnnotatedSource("a.py", b"before", after or b"before", "utf-8", **more)
    check = CheckSummary("ty", "1.0", "passed", "", runs=2, seconds=1.0, judged=len(written), hidden=1)
    return AnnotatedFile("a.py", None, symbols, source, check)


def test_one_result_of_two_rounds() -> None:
    first = annotated("int", None, None, after=b"int")
    both = joined(first, annotated(None, "str", None, line=3, after=b"int str", imports=("import a",)))
    assert [symbol.written for symbol in both.symbols] == ["int", "str", None]
    assert [symbol.reason for symbol in both.symbols] == [None, None, "unsure"]
    assert {symbol.prediction.symbol.line for symbol in both.symbols} == {1}, "positions are those of the first text"
    assert both.imports == ("import a",)
    assert both.source is not None
    assert (both.source.before, both.source.after) == (b"before", b"int str")
    assert both.check == CheckSummary("ty", "1.0", "passed", "", runs=4, seconds=2.0, judged=3, hidden=2)


def test_a_later_failure_leaves_what_was_done() -> None:
    first = annotated("int", after=b"int")
    assert joined(first, AnnotatedFile("a.py", "a.py: gone")) == first


def test_what_is_around_a_file(project: Path) -> None:
    files = settled_files(project)
    assert sorted(Path(path).stem for path in files.around([str(project / "b.py")])) == ["a", "b"]
    assert files.around([]) == set()
