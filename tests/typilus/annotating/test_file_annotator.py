"""One file from prediction to text: what is written, and for all else a reason."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from graph_extraction.graph import SymbolKind
from tests.typilus.judging.rule_checker import RuleChecker
from tests.typilus.judging.test_filtering import predicted
from typilus.annotating import AnnotatedFile, AnnotateSettings, FileAnnotator
from typilus.checking.checker import TypeChecker
from typilus.checking.checker_choice import CheckerChoice
from typilus.checking.diagnostics import CheckStatus
from typilus.prediction.file_prediction import FilePrediction, TypeCandidate
from typilus.rewriting import apply_edits

TEXT = """\
class Shop:
    def __init__(self, name, items=None):
        self.name = name
        self.items = items
        self.cache = {}

    def price(self, item):
        found = self.cache.get(item, 1.0)
        return found
"""
TYPES = {
    "Shop.__init__()": ("None",),
    "Shop.__init__.name": ("str",),
    "Shop.__init__.items": ("list[str] | None",),
    "Shop.name": ("str",),
    "Shop.cache": ("dict[str, float]",),
    "Shop.price.item": ("bytes", "str"),
    "Shop.price()": ("float",),
    "Shop.price.found": ("float",),
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.py"
    path.write_text(TEXT)
    return path


def annotated(shop: Path, settings: AnnotateSettings | None = None) -> AnnotatedFile:
    with FileAnnotator(settings or AnnotateSettings(shop.parent)) as annotator:
        return annotator.annotate(predicted(shop, TYPES))


def with_checker(checker: TypeChecker, monkeypatch: pytest.MonkeyPatch, shop: Path) -> AnnotatedFile:
    monkeypatch.setattr(
        "typilus.annotating.file_annotator.choose_checker", lambda *_: CheckerChoice(checker, "for a test")
    )
    return annotated(shop, AnnotateSettings(shop.parent, "rules"))


def reasons(file: AnnotatedFile) -> dict[str, str | None]:
    return {each.prediction.qualified_name: each.reason for each in file.symbols}


def test_signatures_are_annotated_and_of_the_rest_what_leaves_its_type_open(shop: Path) -> None:
    file = annotated(shop)
    assert file.source is not None
    expected = TEXT.replace("name, items=None):", "name: str, items: list[str] | None = None) -> None:")
    expected = expected.replace("self.cache = {}", "self.cache: dict[str, float] = {}")
    assert file.source.after.decode() == expected.replace("item):", "item: bytes) -> float:")
    found = reasons(file)
    assert found["Shop.name"] == "obvious from its value; --only annotates it"
    assert found["Shop.price.found"] == "obvious from its value; --only annotates it"
    assert found["Shop.items"] == "nothing known"
    assert all((each.written is None) == (each.reason is not None) for each in file.symbols)
    assert shop.read_text() == TEXT, "nothing is written"


def test_what_is_written_can_be_written_alone(shop: Path) -> None:
    file = annotated(shop)
    assert file.written
    for symbol in file.symbols:
        alone = apply_edits(TEXT, symbol.fix)
        assert len(annotations_of(alone)) == (symbol.written is not None)
        assert annotations_of(alone) <= annotations_of(file.text or "")


def annotations_of(text: str) -> set[tuple[int, str]]:
    """Annotations, each with its line from the end, which imports do not move."""
    nodes = [node for node in ast.walk(ast.parse(text)) if not isinstance(node, ast.Load)]
    annotations = [getattr(node, name, None) for node in nodes for name in ("annotation", "returns")]
    lines = len(text.splitlines())
    return {(lines - node.lineno, ast.unparse(node)) for node in annotations if node is not None}


def test_kinds_that_are_asked_for_are_all_annotated(shop: Path) -> None:
    file = annotated(shop, AnnotateSettings(shop.parent, kinds=frozenset({SymbolKind.ATTRIBUTE})))
    assert {each.prediction.qualified_name for each in file.written} == {"Shop.name", "Shop.cache"}
    assert reasons(file)["Shop.price()"] == "only attributes are asked for"


def test_the_checker_s_choice_is_written(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = with_checker(RuleChecker("item: bytes", "cache: dict"), monkeypatch, shop)
    texts = {each.prediction.qualified_name: each.written for each in file.symbols}
    assert texts["Shop.price.item"] == "str"
    assert reasons(file)["Shop.cache"] == "rules rejects dict[str, float]: not cache: dict"
    assert file.check is not None
    assert file.check.name == "rules"
    assert file.to_dict()["checker"]["runs"] == file.check.runs


def test_without_a_verdict_the_file_failed(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = with_checker(RuleChecker(status=CheckStatus.TIMEOUT), monkeypatch, shop)
    assert file.error == f"{shop}: rules gives no verdict, timeout: by a rule"
    assert not file.changed
    assert file.symbols == ()


def test_a_file_that_went_away_or_is_none_is_an_error(shop: Path) -> None:
    prediction = predicted(shop, TYPES)
    shop.unlink()
    with FileAnnotator(AnnotateSettings(shop.parent)) as annotator:
        assert "cannot be read" in str(annotator.annotate(prediction).error)
        failed = FilePrediction("x.py", "x.py: broken", ())
        assert annotator.annotate(failed).error == "x.py: broken"


def test_a_file_that_changed_meanwhile_gets_no_edits_in_the_wrong_places(shop: Path) -> None:
    prediction = predicted(shop, TYPES)
    shop.write_text("# moved\n" + TEXT)
    with FileAnnotator(AnnotateSettings(shop.parent)) as annotator:
        file = annotator.annotate(prediction)
    assert not file.changed
    assert reasons(file)["Shop.price()"] == "no such symbol at this place"


def test_what_surprises_costs_only_the_file(shop: Path) -> None:
    prediction = predicted(shop, TYPES)
    broken = replace(prediction, symbols=(None,))  # type: ignore[arg-type]
    with FileAnnotator(AnnotateSettings(shop.parent)) as annotator:
        assert "AttributeError" in str(annotator.annotate(broken).error)


SIGNATURES = """\
def whole(name, count: int, *rest, **options):
    return name


def half(name, count):
    return name


class Shop:
    def close(self):
        print()
"""
SIGNATURE_TYPES = {
    "whole()": ("str",),
    "whole.name": ("str",),
    "whole.rest": ("int",),
    "whole.options": ("int",),
    "half()": ("str",),
    "half.name": ("str",),
    "Shop.close()": ("None",),
}


@pytest.fixture
def signatures(shop: Path) -> AnnotatedFile:
    shop.write_text(SIGNATURES)
    with FileAnnotator(AnnotateSettings(shop.parent, complete=True)) as annotator:
        return annotator.annotate(predicted(shop, SIGNATURE_TYPES))


def test_a_whole_signature_or_nothing_of_it(signatures: AnnotatedFile) -> None:
    assert signatures.source is not None
    expected = SIGNATURES.replace(
        "(name, count: int, *rest, **options)", "(name: str, count: int, *rest: int, **options: int) -> str"
    )
    assert signatures.source.after.decode() == expected.replace("close(self)", "close(self) -> None")
    assert reasons(signatures)["half()"] == "its signature would stay incomplete: nothing stands for count"
    assert reasons(signatures)["half.count"] == "nothing known"


def test_a_rejected_part_takes_its_signature_along(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.write_text(SIGNATURES)
    checker = RuleChecker("rest: int")
    monkeypatch.setattr(
        "typilus.annotating.file_annotator.choose_checker", lambda *_: CheckerChoice(checker, "for a test")
    )
    with FileAnnotator(AnnotateSettings(shop.parent, "rules", complete=True)) as annotator:
        file = annotator.annotate(predicted(shop, SIGNATURE_TYPES))
    assert file.source is not None
    assert file.source.after.decode() == SIGNATURES.replace("close(self)", "close(self) -> None")
    assert reasons(file)["whole.rest"] == "rules rejects int: not rest: int"
    assert reasons(file)["whole()"] == "its signature would stay incomplete: nothing stands for rest"
    assert file.source.after.decode() == checker.texts[-1], "what is written has been judged whole"
    assert file.check is not None
    assert file.check.runs == len(checker.texts)


def test_a_type_that_cannot_be_written_takes_its_signature_along(shop: Path) -> None:
    shop.write_text(SIGNATURES)
    with FileAnnotator(AnnotateSettings(shop.parent, complete=True)) as annotator:
        file = annotator.annotate(predicted(shop, {**SIGNATURE_TYPES, "whole.rest": ("no such type",)}))
    assert {each.prediction.qualified_name for each in file.written} == {"Shop.close()"}


def test_what_the_function_itself_does_not_keep_to_is_not_written(shop: Path) -> None:
    later = "it is assigned int (line 8)"
    file = annotated_with(shop, TypeCandidate("bytes", "bytes", 0.9, "test", reassigned=later), STR)
    assert file.symbols[0].written == "str"
    file = annotated_with(shop, TypeCandidate("bytes", "bytes", 0.9, "test", reassigned=later))
    assert (file.symbols[0].written, file.symbols[0].reason) == (
        None,
        f"bytes does not suit the name's later values: {later}",
    )


STR = TypeCandidate("str", "str", 0.5, "test")


def annotated_with(shop: Path, *candidates: TypeCandidate) -> AnnotatedFile:
    """The shop, where nothing but these is predicted for the item."""
    (item,) = (each for each in predicted(shop, TYPES) if each.qualified_name == "Shop.price.item")
    with FileAnnotator(AnnotateSettings(shop.parent)) as annotator:
        return annotator.annotate(FilePrediction(str(shop), None, (replace(item, candidates=candidates),)))
