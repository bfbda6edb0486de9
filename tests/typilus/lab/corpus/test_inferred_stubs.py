"""A corpus with inferred labels: only added, the same bytes each time, resumed without asking twice."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from tests.typilus.lab.corpus.pytype_doubles import install
from tests.typilus.lab.corpus.test_build import contents, files_of
from tests.typilus.lab.corpus.wheels import make_wheel, shop_source
from typilus.errors import CorpusError
from typilus.lab.corpus import CorpusReport, Manifest, build_corpus
from typilus.lab.corpus.inferred_stubs import read_stub

BASE = "# stub: class Base: ...\\n\nclass Base:\n    pass\n"
USES = (
    "from p.base import Base\n# stub: from p import base\n# stub: N: int\n# stub: def make() -> base.Base: ...\n"
    "N = 1\ndef make():\n    return Base()\n"
)


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    wheels = tmp_path_factory.getbasetemp() / "inference-wheels"
    files = {
        "p/__init__.py": "",
        "p/base.py": BASE,
        "p/uses.py": USES,
        "p/written.py": "# stub: LIMIT: str\nLIMIT = ''\n" + shop_source(1),
        "p/crash.py": "# crash\n" + shop_source(2),
    }
    test = {"q/a.py": "# stub: COUNT: int\nCOUNT = 1\n" + shop_source(3)}
    return Manifest((make_wheel(wheels, "p", files), make_wheel(wheels, "q", test, side="test")))


@pytest.fixture
def build(
    manifest: Manifest,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., CorpusReport]:
    install(tmp_path / "fake", monkeypatch)
    monkeypatch.setenv("PYTYPE_LOG", str(tmp_path / "log"))
    wheels = tmp_path_factory.getbasetemp() / "inference-wheels"

    def run(name: str, augment: bool = True, workers: int = 1) -> CorpusReport:
        return build_corpus(
            manifest, tmp_path / name, workers=workers, progress=False, packages=wheels,
            augment="pytype" if augment else None,
        )  # fmt: skip

    return run


def test_inferred_labels_are_added_and_counted_apart(build: Callable[..., CorpusReport], tmp_path: Path) -> None:
    plain, augmented = build("plain", augment=False), build("augmented")
    assert augmented.labels == plain.labels
    assert (augmented.types, augmented.by_project, augmented.by_file) == (plain.types, plain.by_project, plain.by_file)
    assert (plain.augmented_by, plain.inferred_labels) == (None, 0)
    assert augmented.augmented_by is not None
    assert augmented.augmented_by.startswith("pytype 9.8, Python")
    assert augmented.inferred_types == {"int": 2, "str": 1, "p.base.Base": 1}
    assert augmented.inferred_by_kind == {"variable": 3, "attribute": 0, "parameter": 0, "return": 1}
    assert augmented.inference_failures == {"ended by signal 11": 1}
    before = {file.path: file for file in files_of(tmp_path / "plain")}
    after = {file.path: file for file in files_of(tmp_path / "augmented")}
    assert set(after) - set(before) == {"p/uses.py"}
    for path, file in before.items():
        assert (after[path].labels, after[path].graph) == (file.labels, file.graph)
        assert file.inferred == ()
    assert "p/crash.py" in after
    written = json.loads((tmp_path / "augmented/report.json").read_text())
    assert written["augmented_by"] == augmented.augmented_by
    assert written["inferred_labels"] == 4
    console = Console(file=io.StringIO(), width=200)
    augmented.print(console)
    assert isinstance(console.file, io.StringIO)
    assert "4 more symbols have a type inferred by pytype 9.8" in console.file.getvalue()


def test_a_file_sees_what_it_imports_and_nothing_of_its_own_level(
    build: Callable[..., CorpusReport], tmp_path: Path
) -> None:
    build("c", workers=2)
    folder = tmp_path / "c/work/p.pytype"
    assert (read_stub(folder, "p/base.py") or "").startswith("# sees \n")
    assert "p/base.pyi" in (read_stub(folder, "p/uses.py") or "").splitlines()[0]
    assert read_stub(folder, "p/crash.py") is None


def test_an_answer_that_is_lost_or_damaged_is_none(tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "cut.py.json").write_text('{"pyi": ')
    assert read_stub(tmp_path, "cut.py") is None
    assert read_stub(tmp_path, "lost.py") is None


def test_the_same_bytes_with_any_number_of_workers(build: Callable[..., CorpusReport], tmp_path: Path) -> None:
    build("a")
    first = contents(tmp_path / "a")
    build("b", workers=2)
    assert contents(tmp_path / "b") == first


def test_a_resumed_build_asks_only_for_what_is_missing(build: Callable[..., CorpusReport], tmp_path: Path) -> None:
    build("c")
    first = contents(tmp_path / "c")
    log = tmp_path / "log"
    assert len(log.read_text().splitlines()) == 6 - 1  # without the empty `__init__`
    (tmp_path / "c/work/p.pytype/answers/p/uses.py.json").unlink()
    log.unlink()
    build("c")
    assert log.read_text() == "p.uses\n"
    assert contents(tmp_path / "c") == first
    log.unlink()
    build("c")
    assert not log.exists()


def test_switching_it_off_and_on_again(build: Callable[..., CorpusReport], tmp_path: Path) -> None:
    build("c")
    first = contents(tmp_path / "c")
    assert build("c", augment=False).inferred_labels == 0
    assert all(file.inferred == () for file in files_of(tmp_path / "c"))
    build("c")
    assert contents(tmp_path / "c") == first


def test_without_pytype_nothing_is_done(manifest: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bare" / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CorpusError, match="pytype, which was not found: pip install"):
        build_corpus(manifest, tmp_path / "c", workers=1, progress=False, augment="pytype")
    assert not (tmp_path / "c").exists()
