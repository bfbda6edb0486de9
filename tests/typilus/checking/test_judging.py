"""A file's candidates judged by a checker: a fake one, and real ones where they are installed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.typilus.checking.real_checkers import installed
from typilus.checking.assignment_search import Assignment, find_assignment
from typilus.checking.checker import CommandLineChecker, TypeChecker
from typilus.checking.diagnostics import CheckOutcome, CheckStatus, Concern, Diagnostic
from typilus.checking.judging import (
    CheckerSession,
    RenderedText,
    SymbolLocation,
    suspects,
    suspects_around,
)
from typilus.checking.mypy import MypyChecker
from typilus.checking.project import CheckedProject
from typilus.checking.specs import CheckerSpec
from typilus.checking.ty import TyChecker

TEXT = """\
import nothing_like_it


def total(prices{0}){1}:
    return sum(prices)


def label(text{2}, count{3}){4}:
    print(text * count)
    return len(text)


label("many", 3)
old = 1 + "one"
"""
CANDIDATES = (("str", "list[int]"), ("str", "int"), ("str",), ("str", "int"), ("bytes", "set"))
PROBABILITIES = [[0.5, 0.4][: len(texts)] for texts in CANDIDATES]
PLACES = (
    SymbolLocation("prices", 4, 4, 5, "total"),
    SymbolLocation("total", 4, 4, 5, "total", is_return=True),
    SymbolLocation("text", 8, 8, 10, "label"),
    SymbolLocation("count", 8, 8, 10, "label"),
    SymbolLocation("label", 8, 8, 10, "label", is_return=True),
)


def render(assignment: Assignment) -> RenderedText:
    written = []
    for symbol, rank in enumerate(assignment):
        text = "" if rank is None else CANDIDATES[symbol][rank]
        written.append(text and (f" -> {text}" if PLACES[symbol].is_return else f": {text}"))
    return RenderedText(TEXT.format(*written), PLACES)


class FakeChecker(TypeChecker):
    """Finds what is wrong with the file already, and any text between given marks."""

    spec = CheckerSpec("fake", "fake")

    def __init__(self, wrong: Mapping[str, str], status: CheckStatus = CheckStatus.FAILED) -> None:
        self.wrong, self.status, self.texts = wrong, status, list[str]()

    def check(self, project: CheckedProject, changed: Mapping[Path, str]) -> CheckOutcome:
        (text,) = changed.values()
        self.texts.append(text)
        found = [
            Diagnostic("shop.py", text[: match.start()].count("\n") + 1, 0, code, "bad")
            for pattern, code in {"import nothing": "import", '1 \\+ "one"': "operator", **self.wrong}.items()
            for match in re.finditer(pattern, text)
        ]
        return CheckOutcome(self.status, tuple(found), 1.0, self.name, "1")

    def concern(self, code: str) -> Concern:
        return Concern.OTHER if code == "import" else Concern.TYPES


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "shop.py").write_text(render((None,) * 5).text)
    return tmp_path


def test_the_baseline_is_no_obstacle_and_rejected_candidates_fall(root: Path) -> None:
    checker = FakeChecker({"prices: str": "arg-type", "-> bytes": "return-value", "-> set": "return-value"})
    with CheckedProject(root) as project:
        judge = CheckerSession(checker, project, root / "shop.py", render((None,) * 5).text, render)
        found = find_assignment(PROBABILITIES, judge)
    assert found.assignment == (1, 0, 0, 0, None)
    assert judge.runs == len(checker.texts) == found.runs + 1
    assert judge.seconds == judge.runs


def test_what_the_checker_does_not_survive_is_not_suggested(root: Path) -> None:
    class Fragile(FakeChecker):
        def check(self, project: CheckedProject, changed: Mapping[Path, str]) -> CheckOutcome:
            self.status = CheckStatus.CRASHED if "count: str" in "".join(changed.values()) else CheckStatus.FAILED
            return super().check(project, changed)

    with CheckedProject(root) as project:
        text = render((None,) * 5).text
        found = find_assignment(PROBABILITIES, CheckerSession(Fragile({}), project, root / "shop.py", text, render))
    assert found.assignment == (0, 0, 0, 1, 0)


def test_errors_in_other_files_count_and_point_at_nobody(root: Path) -> None:
    class Elsewhere(FakeChecker):
        def check(self, project: CheckedProject, changed: Mapping[Path, str]) -> CheckOutcome:
            bad = "text: str" in "".join(changed.values())
            found = (Diagnostic("other.py", 1, 0, "arg-type", "bad"),) if bad else ()
            return CheckOutcome(CheckStatus.FAILED, found, 1.0, self.name, "1")

    with CheckedProject(root) as project:
        judge = CheckerSession(Elsewhere({}), project, root / "shop.py", render((None,) * 5).text, render)
        assert judge((None, None, 0, None, None)) == [frozenset()]
        assert judge((0, 0, None, 0, 0)) == []


@pytest.mark.parametrize(
    ("line", "message", "accused"),
    [
        (10, "Incompatible return value type", {4}),
        (5, 'Argument 1 to "sum" has incompatible type', {0}),
        (13, 'Argument 2 to "label" has incompatible type', {2, 3}),
        (13, "Incompatible types in assignment", {2, 3, 4}),
        (8, "Missing return statement", {4}),
        (8, "Something else", {2, 3, 4}),
        (13, 'parameter "text" of type "int" in function "label"', {2}),
        (8, 'default has type "None" (argument "count")', {3}),
        (14, "Unsupported operand types", set()),
        (99, "out of the file", set()),
    ],
)
def test_whom_an_error_points_at(line: int, message: str, accused: set[int]) -> None:
    text = render((0,) * 5).text.splitlines()
    assert suspects(Diagnostic("shop.py", line, 0, "x", message), text, PLACES) == accused


def test_an_error_that_names_nobody_points_at_the_innermost_function_around_it() -> None:
    lines = ["def f(a):", "    def g(b):", "        other.thing = 1"]
    locations = (SymbolLocation("a", 1, 1, 3, "f"), SymbolLocation("x", 1, 1, 9), SymbolLocation("b", 2, 2, 3, "g"))
    assert suspects(Diagnostic("shop.py", 3, 0, "x", "Unresolved attribute"), lines, locations) == {2}
    assert suspects(Diagnostic("shop.py", 3, 0, "x", "Unresolved attribute"), lines, locations[1:2]) == set()


def test_where_nothing_near_is_to_blame_it_is_what_the_function_around_uses() -> None:
    text = "def f(a):\n    g(a)\n    return b.x\n\n\ndef g(a): ...\n"
    error = Diagnostic("shop.py", 3, 0, "x", "Unresolved attribute")
    g = SymbolLocation("a", 6, 6, 6, "g"), SymbolLocation("g", 6, 6, 6, "g", is_return=True)
    assert suspects(error, text.splitlines(), (None, *g)) == set()
    assert suspects_around(error, text, (None, *g)) == {2}, "its result"
    assert suspects_around(error, text, (None, g[0], None)) == {1}
    assert suspects_around(error, "no python (", (None, *g)) == set()


@pytest.mark.parametrize(
    ("binding", "accused"),
    [
        ("b = g(a)", {2}),
        ("b, c = g(a)", {2}),
        ("for b in g(a): pass", {2}),
        ("b: int = g(a)", {2}),
        ("c = g(a)", set()),
    ],
)
def test_an_error_points_at_what_gave_the_values_that_its_line_uses(binding: str, accused: set[int]) -> None:
    lines = ["def f(a):", f"    {binding}", "    return show(b['c'])", "def g(a): ..."]
    locations = (None, SymbolLocation("a", 4, 4, 4, "g"), SymbolLocation("g", 4, 4, 4, "g", is_return=True))
    assert suspects(Diagnostic("shop.py", 3, 0, "x", "Argument to show is incorrect"), lines, locations) == accused


MAIN = """\
import shop

def show(prices):
    found = shop.total(prices)
    print(prices)
    found = "none"

found = shop.label("a", 1)
found = "none"
"""


@pytest.mark.parametrize(
    ("line", "message", "accused"),
    [
        (4, "bad", {1}),
        (6, 'expression has type "str", variable has type "int"', {1}),
        (8, "Argument 2 of label is count", {3}),
        (9, "bad", set()),
        (99, 'bad call of "total"', {1}),
    ],
)
def test_errors_in_a_module_that_was_not_asked_for_point_at_what_is_used_around_them(
    root: Path, line: int, message: str, accused: set[int]
) -> None:
    (root / "main.py").write_text(MAIN)

    class Reporting(FakeChecker):
        def check(self, project: CheckedProject, changed: Mapping[Path, str]) -> CheckOutcome:
            found = Diagnostic("main.py", line, 0, "assignment", message)
            errors = (found,) if changed[root / "shop.py"] != TEXT.format(*[""] * 5) else ()
            return CheckOutcome(CheckStatus.FAILED, errors, 1.0, self.name, "1")

    class Alone(Reporting):
        checks_dependents = False

    text = TEXT.format(*[""] * 5)
    with CheckedProject(root) as project:
        for checker in (Reporting({}), Alone({})):
            judge = CheckerSession(checker, project, root / "shop.py", text, render)
            assert judge((0, 0, 0, 0, 0)) == [frozenset(accused)]


@pytest.mark.parametrize("kind", [TyChecker, MypyChecker])
def test_real_checkers_come_to_the_right_types(root: Path, kind: type[CommandLineChecker]) -> None:
    checker = installed(kind)
    text = render((None,) * 5).text
    with CheckedProject(root) as project:
        judge = CheckerSession(checker, project, root / "shop.py", text, render)
        assert judge.baseline.status.is_verdict, judge.baseline
        found = find_assignment(PROBABILITIES, judge)
        assert found.proved
        assert found.assignment == (1, 1, 0, 1, None)
        if kind is TyChecker:  # what a limit does is the same for all, and mypy takes seconds
            fast = find_assignment(PROBABILITIES, CheckerSession(checker, project, root / "shop.py", text, render), 8)
            assert fast.assignment == found.assignment
            assert fast.runs <= 8


@pytest.mark.parametrize("kind", [TyChecker, MypyChecker])
def test_errors_where_the_file_is_imported_count_and_are_blamed_rightly(
    tmp_path: Path, kind: type[CommandLineChecker]
) -> None:
    checker = installed(kind)
    text = "def label(text{0}, count{1}){2}:\n    return str(text) * count\n"
    (tmp_path / "shop.py").write_text(text.format("", "", ""))
    (tmp_path / "main.py").write_text("from shop import label\n\nname = label(3, 2).upper()\n")
    forms = ((": str", ": int"), (": int",), (" -> bytes", " -> str"))
    locations = (
        SymbolLocation("text", 1, 1, 2, "label"),
        SymbolLocation("count", 1, 1, 2, "label"),
        SymbolLocation("label", 1, 1, 2, "label", is_return=True),
    )

    def written(assignment: Assignment) -> RenderedText:
        parts = ["" if rank is None else forms[symbol][rank] for symbol, rank in enumerate(assignment)]
        return RenderedText(text.format(*parts), locations)

    probabilities = [[0.9 - 0.3 * rank for rank in range(len(ranked))] for ranked in forms]
    with CheckedProject(tmp_path) as project:
        plain = text.format("", "", "")
        judge = CheckerSession(checker, project, tmp_path / "shop.py", plain, written)
        assert judge.baseline.status.is_verdict, judge.baseline
        found = find_assignment(probabilities, judge)
    assert found.assignment == (1, 0, 1)


def test_errors_in_bodies_that_were_passed_over_come_to_light(root: Path) -> None:
    class PassingOver(FakeChecker):
        def passes_over_bodies(self, project: CheckedProject) -> bool:
            return True

    checker = PassingOver({"sum\\(prices\\)": "operator"})
    with CheckedProject(root) as project:
        judge = CheckerSession(checker, project, root / "shop.py", render((None,) * 5).text, render)
        assert judge((1, None, None, None, None)) == judge((None, None, 0, None, None)) == []
    assert judge.hidden_in(render((1, None, None, None, None)).text) == 1
    assert judge.hidden_in(render((None, None, 0, None, None)).text) == 0


def test_what_follows_from_a_literal_elsewhere_is_no_fault_of_a_type(root: Path) -> None:
    (root / "main.py").write_text("import g, shop\ng.file = shop.label('a', 1)\nopen(g.file)\n")

    class Literal(FakeChecker):
        def check(self, project: CheckedProject, changed: Mapping[Path, str]) -> CheckOutcome:
            messages = ("`str` is not assignable to attribute `file` of type `None`", "Expected `str`, found `None`")
            found = [Diagnostic("main.py", 2 + n, 0, "bad", message) for n, message in enumerate(messages)]
            return CheckOutcome(CheckStatus.FAILED, tuple(found) if " -> str" in changed[shop] else (), 1.0, "", "1")

    shop, text, labeled = root / "shop.py", TEXT.format(*[""] * 5), TEXT.format("", "", "", "", " -> str")
    with CheckedProject(root) as project:
        fair = CheckerSession(Literal({}), project, shop, text, lambda _: RenderedText(labeled), (text,))
        assert fair((None,) * 5) == []
        assert fair.hidden_in(labeled) == 2
        strict = CheckerSession(Literal({}), project, shop, text, lambda _: RenderedText(labeled))
        assert len(strict((None,) * 5)) == 2
