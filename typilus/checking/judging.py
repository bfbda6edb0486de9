"""Check one file under assignments of types: baseline, new errors, and the symbols that they point at."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph_extraction import last_name
from typilus.checking.assignment_search import Assignment, Suspects
from typilus.checking.checker import TypeChecker
from typilus.checking.diagnostics import CheckOutcome, Diagnostic
from typilus.checking.literals import follows_from_literal, is_caused_by_literal
from typilus.checking.new_errors import ErrorChange, error_change
from typilus.checking.project import CheckedProject
from typilus.checking.visibility import visible_errors
from typilus.counting import counted
from typilus.semantics import SemanticIndex, semantics_of_text

__all__ = ["CheckerSession", "RenderedText", "SymbolLocation"]

WORD = re.compile(r"\w+")
# Words that show that a line gives back a value.
RETURNING = frozenset({"return", "yield"})


@dataclass(frozen=True)
class SymbolLocation:
    """The lines of a rendered text that belong to a symbol.

    Attributes:
        name: Name of the symbol.
        line: Line of the symbol itself.
        first, last: First and last line of the scope in which it is used.
        function: Function that a parameter or return belongs to, empty for others.
        is_return: Whether the symbol is a return.
    """

    name: str
    line: int
    first: int
    last: int
    function: str = ""
    is_return: bool = False


@dataclass(frozen=True)
class RenderedText:
    """The text of a file under an assignment, and the locations of its symbols (None where unknown)."""

    text: str
    locations: tuple[SymbolLocation | None, ...] = ()


class CheckerSession:
    """A checker's errors for one file under assignments to its symbols.

    Annotations switch checking on: in a body that was skipped before, errors appear that no type has caused. So an
    error counts only if it is neither in the original file nor in a control: the file with `Any` in every slot. As that
    also silences errors that depend on variables, which a draft may leave without a type, there can be a second control
    with `Any` in signatures alone. An error that any of these shows is not caused by a type.

    Args:
        checker: Checker to run.
        project: Project as the checker sees it.
        file: File of the project.
        text: Original text of the file.
        render: Function that writes an assignment into the file.
        controls: Texts of the file, each checked only if an assignment has new errors that the controls before it do
            not show. Without any, every error counts that the original file does not have.
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
        self._others = {other: project.text_of(other) for other in others}
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
        caused, hidden = self.errors_beyond_controls(change, rendered.text)
        self._hidden[rendered.text] = self._newly_visible(outcome, rendered.text, hidden)
        accused = [self._accused(error, rendered) for error in caused]
        self._failures.extend(
            (assignment, error.message.partition("\n")[0], suspected)
            for error, suspected in zip(caused, accused, strict=True)
        )
        return accused

    def hidden_in(self, text: str) -> int:
        """Return how many errors a checked text reveals: the original file lacks them, but a control has them.

        For a checker that skips the bodies of functions without annotations in users' runs, this is how many more
        errors it reports for the file; here it is always run so that it checks them.
        """
        return self._hidden.get(text, 0)

    def _newly_visible(self, outcome: CheckOutcome, text: str, hidden: int) -> int:
        if not self.checker.passes_over_bodies(self.project):
            return hidden
        before = visible_errors(self.baseline.diagnostics, self.path, self.text)
        return max(0, visible_errors(outcome.diagnostics, self.path, text) - before)

    def _follows(self, error: Diagnostic, first: Sequence[Diagnostic], text: str) -> bool:
        """Return whether an error follows from an earlier one that a literal causes."""
        causes = [cause for cause in first if cause.path == error.path and cause.line < error.line]
        lines = (text if error.path == self.path else self._other_text(error.path)).splitlines() if causes else []
        line = lines[error.line - 1] if error.line <= len(lines) else ""
        return any(follows_from_literal(cause.message, error.message, line) for cause in causes)

    def errors_beyond_controls(self, change: ErrorChange, text: str) -> tuple[list[Diagnostic], int]:
        """Return the errors that a change causes, and how many errors it merely reveals."""
        caused, hidden = [error for error, _ in change.added], 0
        for control in self.controls:
            if caused:
                left, _ = change.errors_beyond(self._control_change(control))
                hidden += sum(error not in left for error in caused)
                caused = [error for error in caused if error in left]
        if self.controls:
            first = [error for error, _ in change.added if is_caused_by_literal(error.message)]
            left = [error for error in caused if not self._follows(error, first, text)]
            caused, hidden = left, hidden + len(caused) - len(left)
        return caused, hidden

    def change(self, text: str) -> ErrorChange | None:
        """Return how the errors of a text differ from those of the original, None without a verdict."""
        outcome = self._check(text)
        return self._change(outcome, text) if outcome.status.is_verdict else None

    def _control_change(self, control: str) -> ErrorChange:
        """Return the errors that a control reveals, none without a verdict on it."""
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
        """Return an error that came with a candidate, if possible one that points at it, from the smallest change."""
        with_it = [failure for failure in self._failures if failure[0][symbol] == rank]
        if not with_it:
            return None
        smallest = min(with_it, key=lambda failure: (symbol not in failure[2], sum(r is not None for r in failure[0])))
        assignment, message, suspected = smallest
        others = sum(rank_of_other is not None for rank_of_other in assignment) - 1
        if symbol in suspected or not others:
            return message
        return f"not judged by itself, for that takes too many checks; with {counted(others, 'other')}: {message}"

    def first_error(self) -> str | None:
        """Return the first error of all, None if everything passed."""
        return self._failures[0][1] if self._failures else None

    def _check(self, text: str) -> CheckOutcome:
        outcome = self.checker.check(self.project, {self.file: text, **self._others})
        self.runs += 1
        self.seconds += outcome.seconds
        return outcome

    def _accused(self, error: Diagnostic, rendered: RenderedText) -> Suspects:
        """Return the symbols that an error points at, in this or in another file."""
        if error.path == self.path:
            here = suspects(error, rendered.text.splitlines(), rendered.locations)
            return here or suspects_around(error, rendered.text, rendered.locations)
        # Some checkers also report what they find in modules that the checked files import.
        text = self._other_text(error.path)
        return suspects_in_other_file(error, text, rendered.locations) or suspects_around(
            error, text, rendered.locations
        )

    def _other_text(self, path: str) -> str:
        """Return the text of another file."""
        file = self.project.root / path
        if file not in self._elsewhere:
            self._elsewhere[file] = self.project.text_of(file)
        return self._elsewhere[file]


def suspects_in_other_file(error: Diagnostic, text: str, locations: Sequence[SymbolLocation | None]) -> Suspects:
    """Return the symbols that an error in another file points at: those its message names, else those of its line."""
    lines = text.splitlines()
    line = lines[error.line - 1] if 0 < error.line <= len(lines) else ""
    line_words, message_words = set(WORD.findall(line)), set(WORD.findall(error.message))
    of_arguments = "argument" in error.message.lower()
    called = _symbols_named_in(line_words | message_words, locations)
    clues = (
        [
            number
            for number, location in called
            if location.name in message_words and location.is_return != of_arguments
        ],
        [number for number, location in called if location.is_return != of_arguments],
        [number for number, location in called],
    )
    return next((frozenset(clue) for clue in clues if clue), frozenset())


def suspects_around(error: Diagnostic, text: str, locations: Sequence[SymbolLocation | None]) -> Suspects:
    """Return the symbols used in the function around an error, whose types may flow to it: returns if there are any."""
    first, last = _function_around(semantics_of_text(text), error.line)
    called = _symbols_named_in(set(WORD.findall("\n".join(text.splitlines()[first - 1 : last]))), locations)
    results = [number for number, location in called if location.is_return]
    return frozenset(results or [number for number, _ in called])


def _symbols_named_in(words: set[str], locations: Sequence[SymbolLocation | None]) -> list[tuple[int, SymbolLocation]]:
    """Return the symbols whose function, or whose own name if they have none, is among some words."""
    located = [(number, location) for number, location in enumerate(locations) if location is not None]
    return [(number, location) for number, location in located if (location.function or location.name) in words]


def _function_around(semantics: SemanticIndex | None, line: int) -> tuple[int, int]:
    """Return the first and last line of the innermost function around a line, or the line itself outside functions."""
    function = None if semantics is None else semantics.function_around(line)
    return (line, line) if function is None else function.lines


def suspects(error: Diagnostic, lines: Sequence[str], locations: Sequence[SymbolLocation | None]) -> Suspects:
    """Return the symbols that an error points at by its nearest clue, for a long list of suspects is of no use.

    Clues, nearest first: the return of the function that the line returns from; symbols on the error's own line that
    its message names; symbols used around it that the message names; all symbols on the line; symbols of the scope that
    the line uses, and the functions that gave it the values that it uses; the function that the line calls; the
    function around it. An error about arguments accuses no return but of those functions.
    """
    if not 0 < error.line <= len(lines):
        return frozenset()
    line_words, message_words = set(WORD.findall(lines[error.line - 1])), set(WORD.findall(error.message))
    of_arguments = "argument" in error.message.lower()
    located = [
        (number, location)
        for number, location in enumerate(locations)
        if location is not None and not (of_arguments and location.is_return)
    ]
    around = [(number, location) for number, location in located if location.first <= error.line <= location.last]
    here = [(number, location) for number, location in located if location.line == error.line]
    # Of several functions around a line that returns, the innermost.
    returning = [(number, location) for number, location in around if location.is_return and line_words & RETURNING]
    innermost = max((location.first for _, location in returning), default=0)
    source_functions = _source_functions("\n".join(lines), error.line)
    sources = [
        number
        for number, location in enumerate(locations)
        if location and location.is_return and location.function in source_functions
    ]
    clues = (
        [number for number, location in returning if location.first == innermost and location.line != error.line],
        [number for number, location in here if location.name in message_words and not location.is_return],
        [number for number, location in here if location.is_return and "return" in message_words],
        [number for number, location in around if location.name in message_words and not location.is_return],
        [
            number
            for number, location in located
            if location.name in message_words and location.function in message_words and not location.is_return
        ],
        [number for number, location in here],
        [*(number for number, location in around if location.name in line_words and not location.is_return), *sources],
        [
            number
            for number, location in located
            if location.function in line_words or location.function in message_words
        ],
        _innermost_symbols(around),
    )
    return next((frozenset(clue) for clue in clues if clue), frozenset())


@lru_cache(maxsize=64)
def _source_functions(text: str, line: int) -> frozenset[str]:
    """Return the functions whose results are bound, within the function around a line, to names that the line uses."""
    semantics = semantics_of_text(text)
    if semantics is None:
        return frozenset()
    first, last = _function_around(semantics, line)
    nodes = [node for node, _ in semantics.scoped_nodes() if first <= getattr(node, "lineno", 0) <= last]
    used = {node.id for node in nodes if isinstance(node, ast.Name) and node.lineno == line}
    values = [value for node in nodes for names, value in _bindings(node) if used & names]
    calls = [node.func for value in values for node in ast.walk(value) if isinstance(node, ast.Call)]
    return frozenset(filter(None, map(last_name, calls)))


def _bindings(node: ast.AST) -> Iterator[tuple[set[str], ast.expr]]:
    """Yield the names that a statement binds, and the expression that gives them their values."""
    targets: list[ast.expr] = []
    value: ast.expr | None = None
    if isinstance(node, ast.Assign):
        targets, value = node.targets, node.value
    elif isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
        targets, value = [node.target], node.value
    elif isinstance(node, ast.For | ast.AsyncFor):
        targets, value = [node.target], node.iter
    if value is not None:
        yield {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}, value


def _innermost_symbols(around: Sequence[tuple[int, SymbolLocation]]) -> list[int]:
    """Return the symbols of the innermost function around a line, as something there may come from them."""
    first = max((location.first for _, location in around if location.function), default=0)
    return [number for number, location in around if location.function and location.first == first]
