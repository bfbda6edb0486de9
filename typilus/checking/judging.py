"""A checker as the judge of a file's annotations: baseline, new errors, and whom they point at."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph_extraction import decode_source
from graph_extraction.intake import read_bytes
from typilus.checking.assignment import Assignment, SearchResult, Suspects, find_assignment
from typilus.checking.checker import TypeChecker
from typilus.checking.diagnostics import CheckOutcome, Diagnostic
from typilus.checking.literals import follows_from_literal, is_fault_of_literal
from typilus.checking.new_errors import ErrorChange, error_change
from typilus.checking.project import CheckedProject
from typilus.checking.visibility import visible_errors
from typilus.errors import SourceError

__all__ = ["CheckedFile", "FileJudge", "RenderedText", "SymbolPlace", "check_candidates"]

WORD = re.compile(r"\w+")
# Words that show that a line gives back a value.
RETURNING = frozenset({"return", "yield"})


@dataclass(frozen=True)
class SymbolPlace:
    """Where a symbol is in a rendered text: its own line, and the lines of the scope in which it is used.

    `function` is the function that a parameter or return belongs to, and empty for others.
    """

    name: str
    line: int
    first: int
    last: int
    function: str = ""
    is_return: bool = False


@dataclass(frozen=True)
class RenderedText:
    """A file's text under an assignment, and where its symbols are (none: nothing is known)."""

    text: str
    places: tuple[SymbolPlace | None, ...] = ()


@dataclass(frozen=True)
class CheckedFile:
    """What the search came to. `result` is none where there is no verdict on the file as it is: see `baseline`."""

    baseline: CheckOutcome
    result: SearchResult | None
    runs: int
    seconds: float


class FileJudge:
    """Says of assignments to the symbols of one file which new errors they cause; counts runs and seconds.

    Annotations switch checking on: in a body that was not looked at before, errors show that no type has caused. So an
    error counts only if it is neither in the file as it was, nor in a control: the file with `Any` in every slot. As
    that also silences what hangs on variables, which a draft may leave without a type, there can be a second control
    with `Any` in signatures alone. What any of these shows needs no type.

    Args:
        checker: the judge.
        project: the project as the checker sees it.
        file: one of its files.
        text: the file as it was.
        render: gives the file under an assignment.
        controls: texts of the file, each checked only if an assignment has new errors that those before it do not
            show; none for the strict rule, by which every error counts that was not there before.
    """

    def __init__(
        self,
        checker: TypeChecker,
        project: CheckedProject,
        file: Path,
        text: str,
        render: Callable[[Assignment], RenderedText],
        controls: Sequence[str] = (),
    ) -> None:
        self.checker, self.project, self.file, self.text = checker, project, file, text
        self.render, self.controls = render, controls
        self.path = project.relative(file)
        self.runs, self.seconds = 0, 0.0
        others = project.dependents(file) if checker.spec.checks_dependents else []
        self._others = {other: _text(other) for other in others}
        self._elsewhere = dict(self._others)
        self._failures: list[tuple[Assignment, str, Suspects]] = []
        self._hidden: dict[str, int] = {}
        self._control_changes: dict[str, ErrorChange] = {}
        self.baseline = self._check(text)

    def __call__(self, assignment: Assignment) -> Sequence[Suspects]:
        rendered = self.render(assignment)
        outcome = self._check(rendered.text)
        if not outcome.status.is_verdict:
            # What the checker does not survive, or not in time, cannot be suggested; nothing points at the cause.
            self._failures.append((assignment, f"{outcome.status.value}: {outcome.reason}", frozenset()))
            return [frozenset()]
        change = self._change(outcome, rendered.text)
        caused, hidden = self.held_against_controls(change, rendered.text)
        self._hidden[rendered.text] = self._brought_to_light(outcome, rendered.text, hidden)
        accused = [self._accused(error, rendered) for error in caused]
        self._failures.extend(
            (assignment, error.message.partition("\n")[0], suspected)
            for error, suspected in zip(caused, accused, strict=True)
        )
        return accused

    def hidden_in(self, text: str) -> int:
        """How many errors a text that was judged brings to light: the file did not have them, but the control has.

        Of a checker that passes over bodies without annotations, where people run it: by how many errors more it
        reports of the file. It is always run so that it looks into them here.
        """
        return self._hidden.get(text, 0)

    def _brought_to_light(self, outcome: CheckOutcome, text: str, hidden: int) -> int:
        if not self.checker.passes_over_bodies(self.project):
            return hidden
        before = visible_errors(self.baseline.diagnostics, self.path, self.text)
        return max(0, visible_errors(outcome.diagnostics, self.path, text) - before)

    def _follows(self, error: Diagnostic, first: Sequence[Diagnostic], text: str) -> bool:
        """Whether an error follows from an earlier one that is the fault of a literal."""
        earlier = [each for each in first if each.path == error.path and each.line < error.line]
        lines = (text if error.path == self.path else self._text_elsewhere(error.path)).splitlines() if earlier else []
        line = lines[error.line - 1] if error.line <= len(lines) else ""
        return any(follows_from_literal(each.message, error.message, line) for each in earlier)

    def held_against_controls(self, change: ErrorChange, text: str) -> tuple[list[Diagnostic], int]:
        """What a change of the file to a text has caused, and how many errors it brings to light."""
        caused, hidden = [error for error, _ in change.added], 0
        for control in self.controls:
            if caused:
                left, _ = change.held_against(self._control_change(control))
                hidden += sum(error not in left for error in caused)
                caused = [error for error in caused if error in left]
        if self.controls:
            first = [error for error, _ in change.added if is_fault_of_literal(error.message)]
            left = [error for error in caused if not self._follows(error, first, text)]
            caused, hidden = left, hidden + len(caused) - len(left)
        return caused, hidden

    def change(self, text: str) -> ErrorChange | None:
        """How the errors of a text differ from those of the file as it was; None where there is no verdict on it."""
        outcome = self._check(text)
        return self._change(outcome, text) if outcome.status.is_verdict else None

    def _control_change(self, control: str) -> ErrorChange:
        """What a control brings to light; nothing where the checker has no verdict on it."""
        if control not in self._control_changes:
            self._control_changes[control] = self.change(control) or ErrorChange((), ())
        return self._control_changes[control]

    def _change(self, outcome: CheckOutcome, text: str) -> ErrorChange:
        return error_change(
            self.baseline.diagnostics,
            outcome.diagnostics,
            {self.path: self.text},
            {self.path: text},
            self.checker.concern,
        )

    def reason_against(self, symbol: int, rank: int) -> str | None:
        """An error that came with a candidate: one that points at it if there is any, of the smallest such change."""
        with_it = [failure for failure in self._failures if failure[0][symbol] == rank]
        if not with_it:
            return None
        found = min(with_it, key=lambda each: (symbol not in each[2], sum(r is not None for r in each[0])))
        assignment, message, suspected = found
        others = sum(each is not None for each in assignment) - 1
        if symbol in suspected or not others:
            return message
        return f"not judged by itself, for that takes too many checks; with {others} others: {message}"

    def first_error(self) -> str | None:
        """What was found first of all, None if everything passed."""
        return self._failures[0][1] if self._failures else None

    def _check(self, text: str) -> CheckOutcome:
        outcome = self.checker.check(self.project, {self.file: text, **self._others})
        self.runs += 1
        self.seconds += outcome.seconds
        return outcome

    def _accused(self, error: Diagnostic, rendered: RenderedText) -> Suspects:
        """Whom an error points at, here or in another file."""
        if error.path == self.path:
            here = suspects(error, rendered.text.splitlines(), rendered.places)
            return here or suspects_around(error, rendered.text, rendered.places)
        # Some checkers also report what they find in modules that the checked files import.
        text = self._text_elsewhere(error.path)
        return suspects_elsewhere(error, text, rendered.places) or suspects_around(error, text, rendered.places)

    def _text_elsewhere(self, path: str) -> str:
        """The text of another file."""
        file = self.project.root / path
        if file not in self._elsewhere:
            self._elsewhere[file] = _text(file)
        return self._elsewhere[file]


def suspects_elsewhere(error: Diagnostic, text: str, places: Sequence[SymbolPlace | None]) -> Suspects:
    """Whom an error in another file, with that text, points at: what its message names, else what its line names."""
    lines = text.splitlines()
    line = lines[error.line - 1] if 0 < error.line <= len(lines) else ""
    words, said = set(WORD.findall(line)), set(WORD.findall(error.message))
    of_arguments = "argument" in error.message.lower()
    called = _named(words | said, places)
    clues = (
        [number for number, place in called if place.name in said and place.is_return != of_arguments],
        [number for number, place in called if place.is_return != of_arguments],
        [number for number, place in called],
    )
    return next((frozenset(clue) for clue in clues if clue), frozenset())


def suspects_around(error: Diagnostic, text: str, places: Sequence[SymbolPlace | None]) -> Suspects:
    """Whose types may flow to an error through the function around it: what is used there, results before others."""
    first, last = _function_around(text, error.line)
    called = _named(set(WORD.findall("\n".join(text.splitlines()[first - 1 : last]))), places)
    results = [number for number, place in called if place.is_return]
    return frozenset(results or [number for number, _ in called])


def _named(words: set[str], places: Sequence[SymbolPlace | None]) -> list[tuple[int, SymbolPlace]]:
    """The symbols whose function is among some words, or themselves where they have none."""
    known = [(number, place) for number, place in enumerate(places) if place is not None]
    return [(number, place) for number, place in known if (place.function or place.name) in words]


def _function_around(text: str, line: int) -> tuple[int, int]:
    """The first and last line of the innermost function around a line; the line itself where there is none."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return line, line
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    around = [(node.lineno, node.end_lineno or node.lineno) for node in functions]
    return max((lines for lines in around if lines[0] <= line <= lines[1]), default=(line, line))


def _text(file: Path) -> str:
    try:
        return decode_source(read_bytes(file), str(file))
    except (OSError, SourceError):
        return ""


def suspects(error: Diagnostic, lines: Sequence[str], places: Sequence[SymbolPlace | None]) -> Suspects:
    """Whom an error points at: the nearest clue wins, for a long list of suspects costs as much as none.

    Clues, nearest first: the return of the function that the line returns from; what stands on the error's own line
    and is named in its message; what is used around it and named; all that stands on the line; what the line uses of
    its scope, and the functions that gave it what it uses; the function that the line calls; the function around it.
    An error of arguments accuses no return but of those functions.
    """
    if not 0 < error.line <= len(lines):
        return frozenset()
    words, said = set(WORD.findall(lines[error.line - 1])), set(WORD.findall(error.message))
    of_arguments = "argument" in error.message.lower()
    known = [
        (number, place)
        for number, place in enumerate(places)
        if place is not None and not (of_arguments and place.is_return)
    ]
    around = [(number, place) for number, place in known if place.first <= error.line <= place.last]
    here = [(number, place) for number, place in known if place.line == error.line]
    # Of several functions around a line that returns, the innermost.
    returning = [(number, place) for number, place in around if place.is_return and words & RETURNING]
    innermost = max((place.first for _, place in returning), default=0)
    giving = _giving("\n".join(lines), error.line)
    given = [number for number, place in enumerate(places) if place and place.is_return and place.function in giving]
    clues = (
        [number for number, place in returning if place.first == innermost and place.line != error.line],
        [number for number, place in here if place.name in said and not place.is_return],
        [number for number, place in here if place.is_return and "return" in said],
        [number for number, place in around if place.name in said and not place.is_return],
        [number for number, place in known if place.name in said and place.function in said and not place.is_return],
        [number for number, place in here],
        [*(number for number, place in around if place.name in words and not place.is_return), *given],
        [number for number, place in known if place.function in words or place.function in said],
        _of_innermost(around),
    )
    return next((frozenset(clue) for clue in clues if clue), frozenset())


@lru_cache(maxsize=64)
def _giving(text: str, line: int) -> frozenset[str]:
    """The functions whose results are bound, in the function around a line, to names that the line uses."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return frozenset()
    first, last = _function_around(text, line)
    nodes = [node for node in ast.walk(tree) if first <= getattr(node, "lineno", 0) <= last]
    used = {node.id for node in nodes if isinstance(node, ast.Name) and node.lineno == line}
    values = [value for node in nodes for names, value in _bindings(node) if used & names]
    calls = [node.func for value in values for node in ast.walk(value) if isinstance(node, ast.Call)]
    return frozenset(
        call.attr if isinstance(call, ast.Attribute) else call.id
        for call in calls
        if isinstance(call, ast.Attribute | ast.Name)
    )


def _bindings(node: ast.AST) -> Iterator[tuple[set[str], ast.expr]]:
    """The names that a statement binds, and what gives them their values."""
    targets: list[ast.expr] = []
    value: ast.expr | None = None
    if isinstance(node, ast.Assign):
        targets, value = node.targets, node.value
    elif isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
        targets, value = [node.target], node.value
    elif isinstance(node, ast.For | ast.AsyncFor):
        targets, value = [node.target], node.iter
    if value is not None:
        yield {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}, value


def _of_innermost(around: Sequence[tuple[int, SymbolPlace]]) -> list[int]:
    """Of the symbols around a line those of the innermost function: something there may come from them."""
    first = max((place.first for _, place in around if place.function), default=0)
    return [number for number, place in around if place.function and place.first == first]


def check_candidates(
    checker: TypeChecker,
    project: CheckedProject,
    file: Path,
    text: str,
    probabilities: Sequence[Sequence[float]],
    render: Callable[[Assignment], RenderedText],
    most_runs: int | None = None,
) -> CheckedFile:
    """Of the ranked candidates of a file's symbols, those of highest total that cause no new error together."""
    judge = FileJudge(checker, project, file, text, render)
    if not judge.baseline.status.is_verdict:
        return CheckedFile(judge.baseline, None, judge.runs, judge.seconds)
    result = find_assignment(probabilities, judge, most_runs)
    return CheckedFile(judge.baseline, result, judge.runs, judge.seconds)
