"""The front door: cheap to import, forgiving to use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import typilus
import typilus.api
from graph_extraction import SymbolKind
from tests.typilus.environments import environment_with
from tests.typilus.infilling.oracle import Oracle
from typilus.errors import CheckerError, CheckpointError, SourceError
from typilus.listening import Listener
from typilus.options import PredictOptions
from typilus.prediction import Predictor
from typilus.project import ProjectMarkers
from typilus.recommenders import InfillSettings
from typilus.rewriting import apply_edits


@pytest.fixture
def embedded(model_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small model in place of the embedded one."""
    predictor = typilus.load(model_folder)
    monkeypatch.setattr("typilus.models.loading._embedded", lambda *_: predictor)


def test_everything_offered_is_there() -> None:
    for name in typilus.__all__:
        assert getattr(typilus, name) is not None
    assert set(typilus.__all__) <= set(dir(typilus))
    with pytest.raises(AttributeError, match="no attribute 'predikt'"):
        _ = typilus.predikt


def test_importing_costs_next_to_nothing() -> None:
    code = "import sys, typilus; print(sorted({n.split('.')[0] for n in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for heavy in ("numpy", "torch", "rich", "graph_extraction", "annoy", "safetensors"):
        assert f"'{heavy}'" not in loaded


@pytest.mark.usefixtures("embedded")
def test_predict_a_file(tmp_path: Path) -> None:
    path = tmp_path / "file.py"
    path.write_text("def area(width, height):\n    return width * height\n")
    prediction = typilus.predict(str(path))
    assert isinstance(prediction, typilus.FilePrediction)
    assert [each.symbol.name for each in prediction] == ["area", "width", "height"]
    assert "area.width" in str(prediction)
    assert typilus.predict(path, top=1).symbols[0].candidates == prediction.symbols[0].candidates[:1]
    assert typilus.predict(path, project=tmp_path).path == str(path)


@pytest.mark.usefixtures("embedded")
def test_predict_text_and_many(tmp_path: Path) -> None:
    text = "def area(width): return width\n"
    assert len(typilus.predict_source(text)) == 2
    assert typilus.predict_source(text.encode(), path="a.py").path == "a.py"
    with pytest.raises(SourceError, match="<string>:1"):
        typilus.predict_source("def (")
    for name in ("b.py", "a.py", "sub/c.py", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    names = [Path(each.path).name for each in typilus.predict_paths(path for path in [tmp_path])]
    assert names == ["a.py", "b.py", "c.py"]


@pytest.mark.usefixtures("embedded")
def test_a_text_is_annotated_and_not_what_is_on_disk(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    path = tmp_path / "shop.py"
    path.write_text("this is no Python\n")
    text = "def stop(name):\n    print(name)\n"
    for name in (str(path), "<string>"):
        file = typilus.annotate_source(text, path=name, checker="mypy", min_confidence=0)
        assert (file.path, file.text) == (name, text.replace("):", ") -> None:")) or "-> None:" in (file.text or "")
        assert apply_edits(text, file.edits()) == file.text
        assert file.check is not None
        assert file.check.is_verdict
        assert "+def stop" in file.diff()
        assert "def stop" in (file.stub() or "")
    assert path.read_text() == "this is no Python\n"


@pytest.mark.usefixtures("embedded")
def test_a_file_is_written_only_if_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "shop.py"
    path.write_text("def stop(name):\n    print(name)\n")
    options = typilus.AnnotateOptions(checker="none", min_confidence=0.0, workers=1)
    file = typilus.annotate(path, options)
    assert path.read_text() != file.text
    (again,) = typilus.annotate_paths([tmp_path], options)
    assert again.edits() == file.edits()
    assert typilus.annotate(path, options, write=True).text == path.read_text() == file.text
    with pytest.raises(typilus.RewriteError, match="magics"):
        typilus.annotate_source("%matplotlib inline\nx = []\n", options)


@pytest.mark.usefixtures("embedded")
def test_audit_and_explain(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    path = tmp_path / "shop.py"
    path.write_text("def stop(name: int) -> str:\n    print(name)\n")
    audit = typilus.audit(path, checker="none")
    assert audit.annotated == 2
    assert typilus.audit_source(path.read_text(), path=str(path), checker=None) == audit
    assert [each.annotated for each in typilus.audit_paths([path], checker="none")] == [2]
    names = [each.prediction.symbol.name for each in typilus.explain(path)]
    assert names == ["stop", "name"]
    assert [each.prediction.symbol.name for each in typilus.explain_source("x = 1\ny = 2\n", 2)] == ["y"]
    with pytest.raises(typilus.SourceError):
        typilus.audit_source("def (", checker="none")


@pytest.mark.usefixtures("embedded")
def test_the_packages_of_a_named_environment_are_read(tmp_path: Path) -> None:
    environment = environment_with(tmp_path, "tills", "class Till: ...\n\ndef first() -> Till: ...\n")
    text = "import tills\n\ndef chosen():\n    return tills.first()\n"
    for options, follows in (
        (PredictOptions(), False),
        (PredictOptions(environment=environment), True),
        (PredictOptions(environment=environment, project=tmp_path), True),
    ):
        best = typilus.predict_source(text, options)["chosen()"].best
        assert (best is not None and best.type == "tills.Till") == follows
    path = tmp_path / "shop.py"
    path.write_text(text)
    annotated = typilus.annotate(path, environment=environment, checker="none", project=tmp_path, min_confidence=0.5)
    assert "+def chosen() -> tills.Till:" in annotated.diff()
    with pytest.raises(CheckerError, match="no Python interpreter and no environment"):
        typilus.predict_source(text, environment=tmp_path / "nowhere")


def test_a_checker_judges_a_text(tmp_path: Path) -> None:
    judged = typilus.predict_source("def stop(name):\n    print(name)\n", checker="mypy")
    assert judged.check is not None
    assert judged.check.is_verdict


def test_an_empty_name_of_a_model_is_not_the_embedded_one() -> None:
    with pytest.raises(CheckpointError):
        typilus.load("")


def test_a_missing_model_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="no such folder"):
        typilus.load(tmp_path / "nowhere")


def test_a_missing_checker_is_an_error_before_any_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typilus.checking.checker.find_executable", lambda name: None)
    missing = tmp_path / "missing.py"
    with pytest.raises(typilus.CheckerError, match="ty is not installed"):
        typilus.predict(missing, checker="ty")
    with pytest.raises(typilus.CheckerError, match="unknown checker 'pylint'"):
        typilus.predict(missing, checker="pylint")
    # At the call, not when the first file is asked for; and not only where there are files.
    for paths in ([missing], []):
        with pytest.raises(typilus.CheckerError, match="ty is not installed"):
            typilus.predict_paths(paths, checker="ty")


class Notices(Listener):
    def __init__(self) -> None:
        self.notices: list[str] = []

    def notice(self, message: str) -> None:
        self.notices.append(message)


@pytest.mark.usefixtures("embedded")
def test_all_find_the_project_in_the_same_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without a marker is read by nobody; what is asked about is."""
    path = tmp_path / "shop.py"
    path.write_text("def stop(name: int):\n    print(name)\n")
    read: list[Path] = []
    load_project = Predictor.load_project

    def noted(predictor: Predictor, folder: Path, **options: Any) -> ProjectMarkers:
        read.append(Path(folder))
        return load_project(predictor, folder, **options)

    monkeypatch.setattr(Predictor, "load_project", noted)
    for readings in ([], [tmp_path, tmp_path]):
        listeners = annotating, auditing = Notices(), Notices()
        list(typilus.annotate_paths([path], checker="none", workers=1, listener=annotating))
        list(typilus.audit_paths([path], checker="none", listener=auditing))
        list(typilus.predict_paths([path]))
        typilus.explain(path)
        assert read == readings
        assert annotating.notices[:1] == auditing.notices
        assert all(bool(listener.notices) == (not readings) for listener in listeners)
        (tmp_path / "pyproject.toml").touch()


def test_predicting_without_a_checker_imports_none_of_what_judges_or_writes(model_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "file.py"
    path.write_text("def area(width, height):\n    return width * height\n")
    code = (
        f"import sys, typilus; typilus.predict({str(path)!r}, model={str(model_folder)!r})\n"
        "print(sorted(name for name in sys.modules if name.startswith("
        "('typilus.checking.', 'typilus.judging.', 'typilus.rewriting.', 'typilus.lab', 'rich', 'torch'))))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() in ("[]", "['typilus.checking.specs']")


def test_a_language_model_is_asked_for_all_that_a_model_predicts(model_folder: Path) -> None:
    text = "def area(width, zorkmid):\n    return width\n"
    oracle = Oracle({(SymbolKind.PARAMETER, "area", "zorkmid"): "memoryview"}, log_probability=-0.01)
    predictor = typilus.load(model_folder, infill=InfillSettings(oracle, below=1.0))
    for prediction in (
        predictor.predict_source(text),
        typilus.predict_source(text, model=predictor),
        typilus.predict_source(text, model=model_folder, infill=oracle, infill_below=1.0),
    ):
        (zorkmid,) = [symbol for symbol in prediction if symbol.symbol.name == "zorkmid"]
        assert zorkmid.best is not None
        assert (zorkmid.best.type, zorkmid.best.source) == ("memoryview", "infill")
    asked = len(oracle.prompts)
    typilus.load(model_folder, infill=oracle).predict_source(text)
    assert asked < len(oracle.prompts) < asked + 3, "by default a third of the symbols at most"
    explained = typilus.explain_source(text, 1, model=model_folder, infill=oracle, infill_below=1.0)
    assert "infill" in str([symbol.to_dict() for symbol in explained])
