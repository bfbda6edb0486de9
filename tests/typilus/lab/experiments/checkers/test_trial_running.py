"""Verdicts by group testing: what is alone guilty fails, the rest passes, and few runs are needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_extraction import parse_source
from tests.typilus.lab.experiments.checkers.rules import PREDICTED, SHOP, NamePredictor, RuleChecker, write_shop
from typilus.checking.diagnostics import CheckStatus
from typilus.checking.project import CheckedProject
from typilus.lab.experiments.checkers import trial_running
from typilus.lab.experiments.checkers.trial_building import FileTrials, build_trials
from typilus.lab.experiments.checkers.trial_running import FileUnderTest, run_trials
from typilus.lab.experiments.checkers.trials import Trial, Verdict


@pytest.fixture(autouse=True)
def all_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial_running, "GROUPED_FROM", 0.0)


def verdicts(root: Path, checker: RuleChecker) -> dict[str, Trial]:
    path = write_shop(root)
    file = build_trials(NamePredictor(PREDICTED), parse_source(SHOP.encode(), str(path)), root, None, 40, 0)
    with CheckedProject(root) as project:
        return judged(project, path, checker, file)


def judged(project: CheckedProject, path: Path, checker: RuleChecker, file: FileTrials) -> dict[str, Trial]:
    bench = FileUnderTest(checker, project, path, SHOP)
    assert bench.objection() is None
    found = {trial.edit.name: trial for trial in run_trials(bench, checker, file, seed=0)}
    assert bench.runs == len(checker.texts) == bench.seconds
    return found


def test_the_guilty_are_found_alone(tmp_path: Path) -> None:
    found = verdicts(tmp_path, RuleChecker(["result: str"], ["width: float"]))
    assert {name for name, trial in found.items() if trial.verdict is Verdict.FAILED} == {"result", "width"}
    assert {name for name, trial in found.items() if trial.verdict is Verdict.PASSED} == {
        "prices",
        "count",
        "total",
        "text",
    }
    assert found["result"].alone
    assert [(error.code, error.line) for error in found["result"].errors] == [("wrong", 2)]


def test_all_that_pass_take_one_run_and_the_same_takes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial_running, "VERIFIED", 0.0)
    checker = RuleChecker()
    found = verdicts(tmp_path, checker)
    assert {trial.verdict for trial in found.values()} == {Verdict.PASSED}
    # The file as it is, with another empty line, what replaces an annotation, and all that is added.
    assert len(checker.texts) == 4
    assert checker.texts[1] == SHOP + "\n"
    assert all(f"{name}: " in checker.texts[3] for name in ("count", "result", "text"))
    assert not found["count"].alone
    assert found["width"].alone


def test_improbable_ones_are_tried_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial_running, "GROUPED_FROM", 0.65)
    monkeypatch.setattr(trial_running, "VERIFIED", 0.0)
    found = verdicts(tmp_path, RuleChecker())
    # Not the one whose prediction is there already, which is not tried at all.
    assert {name for name, trial in found.items() if not trial.alone} == {"prices", "count", "total"}


def test_errors_of_two_together_fail_neither(tmp_path: Path) -> None:
    found = verdicts(tmp_path, RuleChecker(["count: int", "-> int"]))
    assert {trial.verdict for trial in found.values()} == {Verdict.PASSED}


def test_what_a_group_hid_is_measured_and_counts_as_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial_running, "VERIFIED", 1.0)
    # Wrong only while the return has no annotation: so it passes in the group.
    found = verdicts(tmp_path, RuleChecker(["count: int", "):"]))
    assert (found["count"].verdict, found["count"].masked) == (Verdict.FAILED, True)
    assert (found["text"].verdict, found["text"].masked) == (Verdict.PASSED, False)
    assert found["width"].masked is None


@pytest.mark.parametrize("status", [CheckStatus.TIMEOUT, CheckStatus.CRASHED])
def test_what_the_checker_does_not_survive_has_no_verdict(tmp_path: Path, status: CheckStatus) -> None:
    found = verdicts(tmp_path, RuleChecker(statuses={"result: str": status}))
    assert {name: trial.verdict for name, trial in found.items() if not trial.counts} == {
        "result": Verdict(status.value)
    }


def test_files_that_do_not_serve(tmp_path: Path) -> None:
    path = write_shop(tmp_path)
    with CheckedProject(tmp_path) as project:
        wrong = FileUnderTest(RuleChecker(["def total"]), project, path, SHOP)
        assert wrong.objection() == "has errors as it is"
        crashed = FileUnderTest(RuleChecker(statuses={"def total": CheckStatus.CRASHED}), project, path, SHOP)
        assert crashed.objection() == "baseline crashed"
        fickle = RuleChecker()
        bench = FileUnderTest(fickle, project, path, SHOP)
        fickle.wrong = (["def label"],)
        assert bench.objection() == "the checker disagrees with itself"
