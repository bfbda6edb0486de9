"""What annotating writes never changes what a program does: every program is run before and after."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

import typilus.api
from tests.programs.programs import PROGRAMS, Account, annotate, copy_program, interpreter_of, run_program

# At a low threshold nearly everything is annotated, wrong types too: what is wrong must be harmless still.
THRESHOLDS = {"bold": ("0.2", 3), "default": ("0.8", 1)}


@pytest.fixture(scope="module", autouse=True)
def _one_model() -> object:
    """The embedded model, loaded once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typilus.api, "load", functools.cache(typilus.api.load))
        yield


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


@functools.cache
def account_before(name: str, folder: Path) -> Account:
    """What a program does as it is written."""
    python = interpreter_of(name)
    assert python is not None
    return run_program(copy_program(name, folder), python)


@pytest.mark.parametrize("threshold", THRESHOLDS)
@pytest.mark.parametrize("name", PROGRAMS)
def test_an_annotated_program_acts_as_before(
    name: str, threshold: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = copy_program(name, tmp_path)
    confidence, least = THRESHOLDS[threshold]
    written = annotate(folder, "--write", "--checker", "none", "--min-confidence", confidence)
    assert len(written) >= least, "a program that gets nothing proves nothing"
    for path in folder.rglob("*.py"):
        compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
    python = interpreter_of(name)
    if python is None:
        pytest.skip("no interpreter for the floor of this program")
    before = account_before(name, tmp_path_factory.getbasetemp() / "before")
    assert before.code == 0, before.error
    assert run_program(folder, python) == before, "\n".join(written)
