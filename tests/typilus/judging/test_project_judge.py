"""Predictions of many files go through one checker; what cannot be checked stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from graph_extraction import extract_file
from tests.typilus.judging.rule_checker import RuleChecker
from typilus.errors import CheckerError
from typilus.judging.project_judge import ProjectJudge
from typilus.prediction.file_prediction import FilePrediction, TypeCandidate, TypePrediction


def predicted(path: Path, *kinds: str) -> FilePrediction:
    """These types for each parameter of a file, each less probable than the one before."""
    candidates = tuple(TypeCandidate(kind, kind, 0.9 - 0.2 * rank, "test") for rank, kind in enumerate(kinds))
    symbols = (
        TypePrediction(symbol, None, None, candidates)
        for symbol in extract_file(path).symbols
        if symbol.kind.value == "parameter"
    )
    return FilePrediction(str(path), None, tuple(symbols))


def filtered(
    predictions: Iterable[FilePrediction], checker: RuleChecker, root: Path, environment: Path | None = None
) -> Iterator[FilePrediction]:
    with ProjectJudge(checker, root, environment) as judge:
        yield from map(judge.filtered, predictions)


def types_of(prediction: FilePrediction) -> list[list[str]]:
    return [[candidate.type for candidate in each.candidates] for each in prediction]


@pytest.fixture
def rules() -> RuleChecker:
    """A checker that needs no installation and dislikes `bytes`."""
    return RuleChecker(r": bytes")


def test_each_file_is_filtered_by_itself_and_in_order(tmp_path: Path, rules: RuleChecker) -> None:
    kinds = {"a.py": ("bytes", "str"), "b.py": ("int",), "c.py": ("bytes",)}
    for name in kinds:
        (tmp_path / name).write_text("def f(x): ...\n")
    found = list(filtered([predicted(tmp_path / name, *each) for name, each in kinds.items()], rules, tmp_path))
    assert [Path(each.path).name for each in found] == list(kinds)
    assert [types_of(each) for each in found] == [[["str"]], [["int"]], [[]]]
    assert found[2].symbols[0].skipped == "rules rejects bytes: not : bytes"
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == dict.fromkeys(kinds, "def f(x): ...\n")


def test_files_that_cannot_be_checked_stay_as_they_are(tmp_path: Path, rules: RuleChecker) -> None:
    (tmp_path / "a.py").write_text("def f(x): ...\n")
    gone = predicted(tmp_path / "a.py", "bytes")
    (tmp_path / "a.py").unlink()
    (tmp_path / "cell.py").write_text("def f(x): ...\n")
    cell = predicted(tmp_path / "cell.py", "bytes")
    (tmp_path / "cell.py").write_text("%matplotlib inline\ndef f(x): ...\n")
    unread = FilePrediction(str(tmp_path / "bad.py"), "bad.py:1: cannot be read", ())
    assert list(filtered([gone, cell, unread], rules, tmp_path)) == [gone, cell, unread]
    assert rules.texts == []


def test_what_the_project_cannot_import_is_not_judged(tmp_path: Path, rules: RuleChecker) -> None:
    (tmp_path / "a.py").write_text("class Till: ...\n\n\ndef f(x): ...\n")
    (only,) = filtered([predicted(tmp_path / "a.py", "elsewhere.Till", "a.Till")], rules, tmp_path)
    assert [(each.type, each.checked) for each in only.symbols[0].candidates if each.checked] == [("a.Till", "passed")]
    assert any("x: Till" in text for text in rules.texts)
    assert not any("elsewhere" in text for text in rules.texts)


def test_files_are_filtered_as_they_are_asked_for(tmp_path: Path, rules: RuleChecker) -> None:
    paths = [tmp_path / f"{name}.py" for name in "ab"]
    for path in paths:
        path.write_text("def f(x): ...\n")
    answers = filtered((predicted(path, "int") for path in paths), rules, tmp_path)
    assert types_of(next(answers)) == [["int"]]
    paths[1].write_text("def f(x, y): ...\n")
    assert types_of(next(answers)) == [["int"]] * 2


def test_no_file_of_the_project_is_an_error(tmp_path: Path, rules: RuleChecker) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "outside.py").write_text("def f(x): ...\n")
    with pytest.raises(CheckerError, match=r"outside\.py"):
        next(filtered([predicted(tmp_path / "outside.py", "int")], rules, tmp_path / "project"))
