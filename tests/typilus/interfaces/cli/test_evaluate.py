"""`typilus evaluate`: four experiments under one name, their choices, and the rows of the first."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode


@pytest.mark.parametrize(
    ("first", "prog", "has"),
    [
        ("checkers", "typilus evaluate checkers", "--predictions"),
        ("joined", "typilus evaluate joined", "--imports"),
        ("project", "typilus evaluate project", "--worst"),
        ("./checkers", "typilus evaluate", "--split"),
        ("run", "typilus evaluate", "--split"),
    ],
)
def test_the_first_word_names_another_experiment_or_a_run(
    first: str, prog: str, has: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", first, "--help"]) == ExitCode.OK
    out = capfd.readouterr().out
    assert out.startswith(f"usage: {prog} [-h]")
    assert has in out


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["run", "corpus", "--side", "train"], "argument --side: invalid choice: 'train'"),
        (["run", "corpus", "--split", "line"], "argument --split: invalid choice: 'line'"),
        (["run"], "the following arguments are required: CORPUS"),
        (["run", "corpus", "--device", "abacus"], "--device abacus: cannot be used here"),
        (["joined", "corpus", "--alone", "--project"], "not allowed with argument"),
        (["joined", "corpus", "--symbols", "0"], "argument --symbols: '0' is not a number from 1"),
        (["joined", "corpus", "--imports", "none"], "argument --imports: invalid choice: 'none'"),
        (["joined", "corpus", "--side", "dev"], "argument --side: invalid choice: 'dev'"),
        (["joined"], "the following arguments are required: CORPUS"),
        (["checkers", "corpus", "--checkers", "gcc"], "argument --checkers: invalid choice: 'gcc'"),
        (["checkers", "corpus", "--predictions", "0"], "argument --predictions: '0' is not a number from 1"),
        (["checkers"], "the following arguments are required: CORPUS"),
    ],
)
def test_what_cannot_be_is_refused(
    arguments: list[str],
    reason: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["evaluate", *arguments]) == ExitCode.USAGE
    out, err = capfd.readouterr()
    assert reason in err
    assert out == ""
    assert list(tmp_path.iterdir()) == []


def test_kept_embeddings_give_the_same_rows(
    small_run: Path, small_corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    command = ["evaluate", str(small_run), str(small_corpus), "--cache", str(tmp_path / "embeddings")]
    shown = []
    for _ in range(2):
        assert main(command) == ExitCode.OK
        shown.append(capfd.readouterr().out)
        assert (tmp_path / "embeddings").exists()
    assert shown[0] == shown[1]
    assert "typilus" in shown[0]
    assert [path.name for path in tmp_path.iterdir()] == ["embeddings"], "without --report nothing else is written"


def test_no_network(small_corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(tmp_path / "nowhere"), str(small_corpus)]) == ExitCode.NO_MODEL
    assert "nowhere" in capfd.readouterr().err
