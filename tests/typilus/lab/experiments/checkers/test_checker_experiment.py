"""Enough predictions, project by project; an interrupted run goes on; a log of another experiment is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.typilus.checking.real_checkers import installed
from tests.typilus.lab.experiments.checkers.rules import PREDICTED, SHOP, NamePredictor, RuleChecker, write_shop
from typilus.checking.diagnostics import CheckStatus
from typilus.checking.mypy import MypyChecker
from typilus.errors import CorpusError
from typilus.lab.experiments.checkers.checker_experiment import CheckerPair, ExperimentSettings, run_checker_experiment
from typilus.lab.experiments.checkers.project_sampling import SampledProject
from typilus.lab.experiments.checkers.trials import FileResult, Verdict

SETTINGS = ExperimentSettings(predictions=12, with_project=False)


def shops(folder: Path) -> list[SampledProject]:
    names = tuple(f"shop{number}.py" for number in range(4))
    for project in ("a", "b"):
        for name in names:
            write_shop(folder / project, name)
    return [SampledProject(project, folder / project, names) for project in ("a", "b")]


def run(
    folder: Path, checker: RuleChecker, projects: list[SampledProject], settings: ExperimentSettings = SETTINGS
) -> list[FileResult]:
    return run_checker_experiment(
        NamePredictor(PREDICTED), CheckerPair(checker, checker), projects, settings, folder / "log.jsonl"
    )


def test_files_in_turn_until_there_are_enough(tmp_path: Path) -> None:
    results = run(tmp_path, RuleChecker(["result: str"]), shops(tmp_path))
    assert [(each.project, each.path) for each in results] == [("a", "shop0.py"), ("b", "shop0.py")]
    assert [sum(trial.counts for trial in each.trials) for each in results] == [6, 6]


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    projects = shops(tmp_path)
    first = run(tmp_path, RuleChecker(["result: str"]), projects)
    log = tmp_path / "log.jsonl"
    whole = log.read_text()
    log.write_text(whole[:-40])  # killed while the last line was written
    again = RuleChecker(["result: str"])
    assert run(tmp_path, again, projects) == first
    assert log.read_text() == whole
    assert 0 < len(again.texts) == first[1].runs
    more = run(tmp_path, RuleChecker(["result: str"]), projects, ExperimentSettings(18, with_project=False))
    assert more[:2] == first
    assert len(more) == 3


def test_files_that_do_not_serve_are_noted(tmp_path: Path) -> None:
    projects = shops(tmp_path)
    write_shop(tmp_path / "a", "shop0.py", "def broken(:\n")
    write_shop(tmp_path / "b", "shop0.py", SHOP + "wrong = 1\n")
    results = run(tmp_path, RuleChecker(["wrong"]), projects)
    left_out = {(each.project, each.path): each.left_out for each in results}
    assert "shop0.py" in str(left_out["a", "shop0.py"])
    assert left_out["b", "shop0.py"] == "has errors as it is"
    assert left_out["a", "shop1.py"] is None


def test_a_project_that_the_checker_cannot_cope_with_is_given_up(tmp_path: Path) -> None:
    projects = shops(tmp_path)
    for number in range(4):
        write_shop(tmp_path / "a", f"shop{number}.py", SHOP + "endless = 1\n")
    for status, count in ((CheckStatus.TIMEOUT, 1), (CheckStatus.CRASHED, 3)):
        (tmp_path / "log.jsonl").unlink(missing_ok=True)
        checker = RuleChecker(statuses={"endless": status})
        results = run(tmp_path, checker, projects, ExperimentSettings(24, with_project=False))
        assert [each.left_out for each in results if each.project == "a"] == [f"baseline {status.value}"] * count
        assert sum(trial.counts for each in results for trial in each.trials) == 24


def test_a_log_of_another_experiment_is_refused(tmp_path: Path) -> None:
    projects = shops(tmp_path)
    run(tmp_path, RuleChecker(), projects)
    with pytest.raises(CorpusError, match="is of another experiment"):
        run(tmp_path, RuleChecker(), projects, ExperimentSettings(12, with_project=False, seed=1))
    (tmp_path / "log.jsonl").write_text(json.dumps([1]) + "\nnothing\n")
    with pytest.raises(CorpusError, match="cannot be read"):
        run(tmp_path, RuleChecker(), projects)


def test_mypy_judges_for_real(tmp_path: Path) -> None:
    text = """\
def label(text: str, width: int = 3) -> str:
    wide = text.ljust(width)
    return wide


def area(height, depth):
    return [height * depth]
"""
    write_shop(tmp_path / "a", text=text)
    known = {"text": "str", "width": "float", "wide": "int", "height": "bytes", "area": "list[int]", "depth": "int"}
    mypy = installed(MypyChecker)
    (result,) = run_checker_experiment(
        NamePredictor({name: (kind, 0.9) for name, kind in known.items()}),
        CheckerPair(mypy, mypy),
        [SampledProject("a", tmp_path / "a", ("shop.py",))],
        SETTINGS,
        tmp_path / "log.jsonl",
    )
    verdicts = {trial.edit.name: trial.verdict for trial in result.trials}
    assert {name for name, verdict in verdicts.items() if verdict is Verdict.FAILED} == {"width", "wide"}
    assert {name for name, verdict in verdicts.items() if verdict is Verdict.PASSED} == {
        "text", "height", "area", "depth",
    }  # fmt: skip
    codes = {trial.edit.name: trial.errors[0].code for trial in result.trials if trial.errors}
    assert codes == {"width": "arg-type", "wide": "assignment"}
