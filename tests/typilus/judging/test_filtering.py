"""Candidates that a checker rejects fall to the next; what is left has been judged together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from graph_extraction import extract_file, read_source
from tests.typilus.judging.rule_checker import RuleChecker
from typilus.checking.diagnostics import CheckOutcome, CheckStatus
from typilus.checking.project import CheckedProject
from typilus.judging.filtering import CheckerFilter, edits_of, passed, writable
from typilus.prediction.file_prediction import FilePrediction, TypeCandidate, TypePrediction
from typilus.rewriting import RewriteOptions, SourceAnnotator

TEXT = """\
def total(prices, tax=0.2):
    result = sum(prices)
    for price in prices:
        pass
    return result * (1 + tax)


def written(text: str) -> None: ...
"""


def predicted(path: Path, types: Mapping[str, tuple[str, ...]]) -> FilePrediction:
    """A prediction with these types by qualified name, each less probable than the one before."""
    symbols = []
    for symbol in extract_file(path).symbols:
        prediction = TypePrediction(symbol, symbol.annotation, None, ())
        ranked = types.get(prediction.qualified_name, ())
        candidates = (TypeCandidate(each, each, 0.9 - 0.2 * rank, "test") for rank, each in enumerate(ranked))
        skipped = None if ranked else "nothing known"
        symbols.append(TypePrediction(symbol, symbol.annotation, skipped, tuple(candidates)))
    return FilePrediction(str(path), None, tuple(symbols))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.py"
    path.write_text(TEXT)
    return path


@pytest.fixture
def project(tmp_path: Path) -> Iterator[CheckedProject]:
    with CheckedProject(tmp_path) as opened:
        yield opened


def annotator_of(path: Path) -> SourceAnnotator:
    return SourceAnnotator(read_source(path), RewriteOptions())


def by_name(prediction: FilePrediction) -> dict[str, TypePrediction]:
    return {each.qualified_name: each for each in prediction}


def test_what_is_rejected_falls_to_the_next_and_may_end_with_none(shop: Path, project: CheckedProject) -> None:
    types = {
        "total.prices": ("str", "list[float]"),
        "total.tax": ("bool",),
        "total()": ("float", "int"),
        "total.price": ("float",),
        "written.text": ("int",),
    }
    checker = RuleChecker(r"prices: str", r"tax: bool")
    checked = CheckerFilter(checker, project).filter(predicted(shop, types), annotator_of(shop))
    found = by_name(checked.prediction)
    best = found["total.prices"].best
    assert best is not None
    assert (best.type, best.checked) == ("list[float]", "passed")
    assert [each.checked for each in found["total()"].candidates] == ["passed", None]
    assert found["total.tax"].candidates == ()
    assert found["total.tax"].skipped == "rules rejects bool: not tax: bool"
    for unjudged in ("total.price", "written.text"):
        assert [each.checked for each in found[unjudged].candidates] == [None], "no place, or taken"
    assert found["total.result"].skipped == "nothing known"
    assert "def total(prices: list[float], tax=0.2) -> float:" in checked.text
    assert checked.text == checker.texts[-1] or checked.text in checker.texts, "judged whole"
    assert checked.prediction.check is not None
    assert checked.prediction.check.judged == 3
    assert checked.prediction.check.runs == len(checker.texts)


def test_imports_move_lines_and_blame_still_falls_on_the_right_one(shop: Path, project: CheckedProject) -> None:
    types = {"total.prices": ("collections.abc.Iterable[float]",), "total.tax": ("decimal.Decimal", "float")}
    checker = RuleChecker(r"tax: Decimal|tax: \"Decimal")
    checked = CheckerFilter(checker, project).filter(predicted(shop, types), annotator_of(shop))
    found = by_name(checked.prediction)
    assert [each.type for each in found["total.tax"].candidates] == ["float"]
    assert [each.checked for each in found["total.prices"].candidates] == ["passed"]
    assert len(checker.texts) <= 5


@pytest.mark.parametrize("status", [CheckStatus.TIMEOUT, CheckStatus.CRASHED, CheckStatus.UNAVAILABLE])
def test_without_a_verdict_nothing_is_judged(shop: Path, project: CheckedProject, status: CheckStatus) -> None:
    prediction = predicted(shop, {"total.tax": ("float",)})
    checked = CheckerFilter(RuleChecker(status=status), project).filter(prediction, annotator_of(shop))
    assert checked.prediction.symbols == prediction.symbols
    assert checked.prediction.check is not None
    assert not checked.prediction.check.is_verdict
    assert checked.prediction.check.status == status.value
    assert checked.text == ""


def test_a_file_with_errors_of_its_own_is_judged_and_says_so(shop: Path, project: CheckedProject) -> None:
    prediction = predicted(shop, {"total.tax": ("float",)})
    checked = CheckerFilter(RuleChecker(r"def total"), project).filter(prediction, annotator_of(shop)).prediction
    assert checked.check is not None
    assert (checked.check.status, checked.check.is_verdict, checked.check.judged) == ("had_errors", True, 1)


def test_the_text_that_came_out_is_judged_again_where_it_is_another(shop: Path, project: CheckedProject) -> None:
    annotator = annotator_of(shop)
    judge = CheckerFilter(RuleChecker(r"tax: bool"), project)
    checked = judge.filter(predicted(shop, {"total()": ("float",)}), annotator)
    same = annotator.annotate(edits_of(passed(checked.prediction)))
    assert judge.fault_of(same, annotator, checked) is None
    other = annotator.annotate(edits_of(predicted(shop, {"total.tax": ("bool",)})))
    assert judge.fault_of(other, annotator, checked) == "not tax: bool"


def test_only_what_can_be_written_is_kept(shop: Path) -> None:
    types = {"total.price": ("float",), "total.tax": ("no such type", "float"), "written.text": ("bytes",)}
    kept = by_name(writable(predicted(shop, types), annotator_of(shop)))
    assert [each.type for each in kept["total.tax"].candidates] == ["float"]
    assert kept["total.price"].candidates == kept["written.text"].candidates == ()


def test_type_comments_are_judged_with_the_others(shop: Path, project: CheckedProject) -> None:
    shop.write_text("def named(shop):\n    # type: (...) -> str\n    return shop\ndef other(shop): ...\n")
    annotator = SourceAnnotator(read_source(shop), RewriteOptions(type_comments=True))
    prediction = predicted(shop, {"other.shop": ("bytes", "str")})
    checked = CheckerFilter(RuleChecker(r"shop: bytes"), project).filter(prediction, annotator)
    best = by_name(checked.prediction)["other.shop"].best
    assert best is not None
    assert (best.type, best.checked) == ("str", "passed")


HIDING = """\
def total(prices):
    return sum(prices) + "tax"


def label(text):
    return text
"""


class BodyChecker(RuleChecker):
    """Looks only into functions that have annotations, as mypy does."""

    def check(self, project: CheckedProject, changed: Mapping[Path, str]) -> CheckOutcome:
        outcome = super().check(project, changed)
        text = "".join(changed.values())
        return outcome if re.search("total.*(: |->)", text) else replace(outcome, diagnostics=())


def test_what_any_brings_to_light_as_well_is_held_against_no_type(shop: Path, project: CheckedProject) -> None:
    shop.write_text(HIDING)
    types = {"total.prices": ("list[int]",), "label.text": ("bytes", "str")}
    checker = BodyChecker(r'\+ "tax"', "text: bytes")
    prediction = predicted(shop, types)
    checked = CheckerFilter(checker, project).filter(prediction, annotator_of(shop))
    assert "total(prices: list[int])" in checked.text
    assert "label(text: str)" in checked.text, "a type that causes an error is rejected all the same"
    assert checked.prediction.check is not None
    assert checked.prediction.check.hidden == checked.prediction.check.to_dict()["hidden"] == 1
    assert sum("prices: Any" in text for text in checker.texts) == 1, "one run more"
    strict = CheckerFilter(checker, project, no_new_errors=True).filter(prediction, annotator_of(shop))
    assert "total(prices)" in strict.text
    assert strict.prediction.check is not None
    assert strict.prediction.check.hidden == 0


def test_without_new_errors_nothing_is_held_against_any(shop: Path, project: CheckedProject) -> None:
    checker = RuleChecker("nothing like it")
    CheckerFilter(checker, project).filter(predicted(shop, {"total.tax": ("float",)}), annotator_of(shop))
    assert not any("Any" in text for text in checker.texts)


def test_the_control_says_nothing_but_none_where_python_asks_for_it(shop: Path, project: CheckedProject) -> None:
    shop.write_text(
        "class Shop:\n    def __init__(self, name):\n        print(name)\n    def close(self):\n        print()\n"
    )
    checker = RuleChecker("-> (None|int)")
    types = {"Shop.__init__()": ("None",), "Shop.__init__.name": ("str",), "Shop.close()": ("None",)}
    checked = CheckerFilter(checker, project).filter(predicted(shop, types), annotator_of(shop))
    (control,) = checked.controls
    assert "def __init__(self, name: Any) -> None:" in control
    assert "def close(self) -> Any:" in control


def test_what_hangs_on_a_variable_without_a_type_is_held_against_no_signature(
    shop: Path, project: CheckedProject
) -> None:
    shop.write_text("def total(prices):\n    best = None\n    return best + prices\n")

    class FlowChecker(RuleChecker):
        """Dislikes what is added to `None` in functions with annotations."""

        def check(self, project: CheckedProject, changed: Mapping[Path, str]) -> CheckOutcome:
            (text,) = changed.values()
            wrong = "prices: " in text and "best = None" in text
            self.patterns = ("best: bytes", *(["best \\+ prices"] if wrong else []))
            return super().check(project, changed)

    types = {"total.prices": ("int",), "total.best": ("bytes",)}
    checked = CheckerFilter(FlowChecker(), project).filter(predicted(shop, types), annotator_of(shop))
    assert "prices: int" in checked.text
    assert "best = None" in checked.text
    assert len(checked.controls) == 2


def test_what_a_language_model_says_together_is_judged_together(shop: Path, project: CheckedProject) -> None:
    plain = predicted(shop, {"total()": ("str", "float"), "total.prices": ("list[str]", "list[float]", "list[int]")})
    symbols = [
        replace(
            one,
            candidates=tuple(
                replace(candidate, sources=("infill",)) if candidate.type in ("float", "list[int]") else candidate
                for candidate in one.candidates
            ),
        )
        for one in plain
    ]
    asked = replace(plain, symbols=tuple(symbols))
    rules = RuleChecker(r"list\[str\]", "-> str")
    without = CheckerFilter(rules, project).filter(plain, annotator_of(shop)).prediction
    together = CheckerFilter(rules, project).filter(asked, annotator_of(shop)).prediction
    best = [{one.qualified_name: one.best.type for one in each if one.best is not None} for each in (without, together)]
    assert best[0]["total.prices"] == "list[float]"
    assert best[1]["total.prices"] == "list[int]"
    assert best[1]["total()"] == "float"
