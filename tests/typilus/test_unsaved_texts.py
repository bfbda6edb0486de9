"""What an editor holds is predicted, checked, annotated and audited, and nothing of what lies on disk shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.auditing.by_name import by_name
from tests.typilus.judging.rule_checker import RuleChecker
from tests.typilus.ranking.small_trees import ranker_of
from typilus import api
from typilus.annotating import AnnotateSettings, FileAnnotator
from typilus.auditing import Auditor, AuditSettings
from typilus.checking.checker_choice import CheckerChoice
from typilus.judging import ProjectJudge
from typilus.models.loading import load_predictor
from typilus.options import AnnotateOptions
from typilus.prediction import FilePrediction, Predictor
from typilus.project import ImportableNames, OpenDocuments
from typilus.rewriting import RewriteOptions, apply_edits

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
    return Predictor(predictor.embedder, predictor.space, ranker=ranker_of({}), matcher=predictor.matcher)


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
    with ProjectJudge(rules, root, None, open_files) as judge:
        checked = judge.filtered(prediction)
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


# On disk there are no squares, no package `park`, and `make` gives a circle.
MAKING = """\
import shapes

def make():
    return shapes.Square()
"""
WRONG = """\
import making

def first() -> int:
    return making.make()
"""
FIXED = """\
from typing import TYPE_CHECKING

import making

if TYPE_CHECKING:
    from shapes import Square

def first() -> "Square":
    return making.make()
"""


@pytest.fixture
def making(root: Path) -> OpenDocuments:
    """Two files that others import, both edited."""
    (root / "making.py").write_text(MAKING.replace("Square", "Circle"), "utf-8")
    (root / "wrong.py").write_text("this is no Python\n", "utf-8")
    return OpenDocuments({root / "shapes.py": SHAPES, root / "making.py": MAKING})


@pytest.mark.parametrize("is_open", [False, True], ids=["the text is given", "the text is open"])
def test_a_fix_names_what_other_open_files_define(
    predictor: Predictor, root: Path, making: OpenDocuments, is_open: bool
) -> None:
    path = str(root / "wrong.py")
    documents = OpenDocuments({path: WRONG}, making) if is_open else making
    with Auditor(predictor, predictor.load_project(root, documents=documents)) as auditor:
        (finding,) = auditor.audit(path, None if is_open else WRONG)
    assert (finding.written, finding.suggestion.type) == ("int", "shapes.Square")
    assert apply_edits(WRONG, finding.fix) == FIXED


def test_what_is_annotated_names_what_other_open_files_define(
    predictor: Predictor, root: Path, making: OpenDocuments
) -> None:
    path, text = str(root / "wrong.py"), WRONG.replace(" -> int", "")
    given = predictor.load_project(root, documents=making)
    opened = predictor.load_project(root, documents=OpenDocuments({path: text}, making))
    options = AnnotateOptions(model=predictor, checker="none", min_confidence=0.1, workers=1)
    for file in (
        api.annotate_source(text, options, path=path, project=given),
        api.annotate(path, options, project=opened),
        *api.annotate_paths([path], options, project=opened),
    ):
        assert file.error is None
        assert file.text == FIXED
    assert (root / "wrong.py").read_text("utf-8") == "this is no Python\n"


@pytest.mark.parametrize("place", ["main.py", "shapes.py"], ids=["of the text", "of another open file"])
def test_an_audit_knows_the_classes(root: Path, tmp_path: Path, place: str) -> None:
    """Only what is known to be a class, and not to be an alias, can be accused."""
    shape, width = "class Shape: ...\n", "\ndef f(width: Shape): ...\n"
    own = place == "main.py"
    text = (shape if own else "from shapes import Shape\n") + width
    documents = OpenDocuments({} if own else {root / place: shape})
    named = by_name(tmp_path / "by name")
    with Auditor(named, named.load_project(root, documents=documents), AuditSettings(0.5)) as auditor:
        (finding,) = auditor.audit(str(root / "main.py"), text)
    assert (finding.existing, finding.suggestion.type) == (f"{place[:-3]}.Shape", "int")


@pytest.mark.parametrize(("opened", "module"), [((), "tools.park.trees"), (("__init__.py",), "park.trees")])
def test_an_open_file_makes_a_folder_a_package(
    predictor: Predictor, root: Path, opened: tuple[str, ...], module: str
) -> None:
    folder, text = root / "tools" / "park", "class Tree: ...\n\ndef plant():\n    return Tree()\n"
    folder.mkdir(parents=True)
    (folder / "saved.py").touch()
    markers = predictor.load_project(root, documents=OpenDocuments({folder / name: "" for name in opened}))
    assert f"{module.removesuffix('trees')}saved" in {summary.module for summary in markers.summaries.values()}
    prediction = predictor.predict_source(text, path=str(folder / "trees.py"), project=markers)
    assert best_of(prediction)["plant()"] == f"{module}.Tree"


def test_an_explanation_knows_the_open_files(predictor: Predictor, root: Path, open_files: OpenDocuments) -> None:
    path = str(root / "main.py")
    markers = predictor.load_project(root, documents=open_files)
    below = predictor.load_project(root, documents=OpenDocuments({root / "shapes.py": SHAPES}))
    for explanations in (
        api.explain(path, model=predictor, project=markers),
        api.explain_source(MAIN, path=path, model=predictor, project=below),
    ):
        told = "\n".join(map(str, explanations))
        assert "shapes.Square" in told
        assert "Artist" in told
        assert "Circle" not in told
        assert "Painter" not in told
