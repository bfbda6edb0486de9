"""What an editor holds is predicted, checked, annotated and audited, and nothing of what lies on disk shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.judging.rule_checker import RuleChecker
from typilus.annotating import AnnotateSettings, FileAnnotator
from typilus.checking.checker_choice import CheckerChoice
from typilus.judging import ProjectJudge
from typilus.models.loading import load_predictor
from typilus.prediction import FilePrediction, Predictor
from typilus.project import ImportableNames, OpenDocuments
from typilus.ranking import Ranker
from typilus.rewriting import RewriteOptions

SAVED_SHAPES = "class Circle: ...\n\ndef drawn(shape: Circle) -> Circle: ...\n"
SHAPES = "class Square: ...\n\ndef drawn(shape: Square) -> Square: ...\n"
SAVED_MAIN = "import shapes\n\nclass Painter: ...\n\ndef paint(brush: Painter):\n    return shapes.Circle()\n"
MAIN = """\
import shapes

class Artist: ...

def made():
    return shapes.Square()

def shown():
    return Artist()
"""


@pytest.fixture(scope="module")
def predictor(model_folder: Path) -> Predictor:
    predictor = load_predictor(model_folder)
    rankers = {"alone": Ranker({"probability": 1.0}), "project": Ranker({"probability": 1.0})}
    return Predictor(predictor.embedder, predictor.space, rankers=rankers, matcher=predictor.matcher)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    root = tmp_path / "project"
    root.mkdir()
    (root / "shapes.py").write_text(SAVED_SHAPES, "utf-8")
    (root / "main.py").write_text(SAVED_MAIN, "utf-8")
    return root


@pytest.fixture
def open_files(root: Path) -> OpenDocuments:
    return OpenDocuments({root / "shapes.py": SHAPES, root / "main.py": MAIN})


def best_of(prediction: FilePrediction) -> dict[str, str | None]:
    return {each.qualified_name: None if each.best is None else each.best.type for each in prediction}


def all_types(prediction: FilePrediction) -> str:
    return " ".join(candidate.type for symbol in prediction for candidate in symbol.candidates)


EXPECTED = {"made()": "shapes.Square", "shown()": "main.Artist"}


def test_a_text_among_open_files(predictor: Predictor, root: Path, open_files: OpenDocuments) -> None:
    markers = predictor.load_project(root, documents=open_files)
    path = str(root / "main.py")
    for prediction in (
        predictor.predict(path, project=markers),
        predictor.predict_source(MAIN, path=path, project=markers),
        predictor.explain_source(MAIN, path=path, project=markers).prediction,
        *predictor.predict_paths([path], project=markers),
    ):
        assert best_of(prediction).items() >= EXPECTED.items()
        assert "Circle" not in all_types(prediction)
        assert "Painter" not in all_types(prediction)


def test_a_text_in_a_project_that_was_read_before(predictor: Predictor, root: Path) -> None:
    path = str(root / "main.py")
    for project in (root, str(root), predictor.load_project(root)):
        prediction = predictor.predict_source(MAIN, path=path, project=project, top=100)
        assert best_of(prediction)["shown()"] == "main.Artist"
        assert "Painter" not in all_types(prediction), "the class is there on disk alone"
        other = predictor.predict_source("import main\n\ndef f():\n    return main.Painter()\n", project=project)
        assert best_of(other)["f()"] == "main.Painter", "the project itself is as before"


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> RuleChecker:
    """A checker that finds fault with `Circle` and `Painter`, wherever in the project."""
    checker = RuleChecker("Artist:|Circle|Painter")
    user = "typilus.annotating.file_annotator"
    monkeypatch.setattr(f"{user}.choose_checker", lambda *_: CheckerChoice(checker, "for a test"))
    return checker


def test_a_checker_judges_the_text(
    predictor: Predictor, root: Path, open_files: OpenDocuments, rules: RuleChecker
) -> None:
    markers = predictor.load_project(root, documents=open_files)
    prediction = predictor.predict_source(MAIN, path=str(root / "main.py"), project=markers, top=1)
    judge = ProjectJudge(rules, root, None, open_files)
    (checked,) = judge.filtered([prediction])
    assert checked.check is not None
    assert checked.check.is_verdict
    assert rules.texts[0] == MAIN
    assert not any(word in text for text in rules.texts for word in ("Circle", "Painter"))


@pytest.mark.parametrize("checker", [None, "rules"])
def test_what_is_annotated_is_the_text(
    predictor: Predictor, root: Path, open_files: OpenDocuments, rules: RuleChecker, checker: str | None
) -> None:
    markers = predictor.load_project(root, documents=open_files)
    prediction = predictor.predict_source(MAIN, path=str(root / "main.py"), project=markers)
    options = RewriteOptions(importable=ImportableNames.of_project(root, documents=open_files))
    settings = AnnotateSettings(root, checker, rewrite=options, documents=open_files)
    with FileAnnotator(settings) as annotator:
        file = annotator.annotate(prediction)
    assert file.error is None
    assert file.source is not None
    assert file.source.before.decode() == MAIN
    assert "def made() -> shapes.Square:" in file.source.after.decode()
    assert (root / "main.py").read_text("utf-8") == SAVED_MAIN
