"""What annotating writes never changes what a program does: every program is run before and after.

Each program is predicted once, and written once for each threshold, in one round. `benchmarks/programs.py` writes them
in as many rounds as there are, and with each type checker.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import typilus.api
from tests.programs.programs import PROGRAMS, annotate, copy_program, interpreter_of, run_program, run_together
from typilus.prediction.file_prediction import FilePrediction
from typilus.prediction.predictor import Predictor

# At a low threshold nearly everything is annotated, wrong types too: what is wrong must be harmless still.
LOWEST = 0.2
THRESHOLDS = ((LOWEST, 3), (0.8, 1))


@pytest.fixture(scope="module", autouse=True)
def _one_model() -> Iterator[None]:
    """The embedded model, loaded once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typilus.api, "load", functools.cache(typilus.api.load))
        yield


@pytest.fixture(autouse=True)
def _one_round(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of the same name and text are predicted once, for all thresholds; nothing is written in further rounds."""
    known: dict[bytes, list[FilePrediction]] = {}
    predict_paths = Predictor.predict_paths

    def remembered(
        predictor: Predictor, paths: list[str], *, min_confidence: float, **options: Any
    ) -> Iterator[FilePrediction]:
        key = b"".join(path.encode() + Path(path).read_bytes() for path in paths)
        if key not in known:
            known[key] = list(predict_paths(predictor, paths, min_confidence=LOWEST, **options))
        return (_at_least(min_confidence, prediction) for prediction in known[key])

    monkeypatch.setattr(Predictor, "predict_paths", remembered)
    monkeypatch.setattr("typilus.runs.annotate_run.MAX_ROUNDS", 1)
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


def _at_least(confidence: float, prediction: FilePrediction) -> FilePrediction:
    symbols = []
    for symbol in prediction:
        candidates = tuple(one for one in symbol.candidates if one.probability >= confidence)
        unsure = symbol.candidates and not candidates
        symbols.append(replace(symbol, candidates=candidates, skipped="unsure" if unsure else symbol.skipped))
    return replace(prediction, symbols=tuple(symbols))


def _texts(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.py")}


@pytest.mark.parametrize("name", PROGRAMS)
def test_an_annotated_program_acts_as_before(name: str, tmp_path: Path) -> None:
    versions = [copy_program(name, tmp_path / "before")]
    for confidence, least in THRESHOLDS:
        folder = copy_program(name, tmp_path / "annotated")
        written = annotate(folder, "--write", "--checker", "none", "--min-confidence", str(confidence))
        assert len(written) >= least, "a program that gets nothing proves nothing"
        for path, text in _texts(folder).items():
            compile(text, path, "exec", dont_inherit=True)
        version = folder.rename(tmp_path / f"{confidence}")
        if all(_texts(version) != _texts(other) for other in versions):
            versions.append(version)
    python = interpreter_of(name)
    if python is None:
        pytest.skip("no interpreter for the floor of this program")
    before, *after = run_together(versions, python)
    assert before.code == 0, before.error
    assert after
    for version, account in zip(versions[1:], after, strict=True):
        assert account == before, f"{version.name}: {_texts(version)}"


def test_what_changes_a_program_is_seen(tmp_path: Path) -> None:
    versions = [copy_program("circle_package", tmp_path / str(number)) for number in range(3)]
    (versions[1] / "main.py").write_text("print('other')\n")
    (versions[2] / "main.py").write_text("raise SystemExit(3)\n")
    python = interpreter_of("circle_package")
    assert python is not None
    before, other, failed = run_together(versions, python)
    assert before == run_program(versions[0], python)
    assert (other.code, other.out) == (0, "other\n")
    assert failed.code == 3
