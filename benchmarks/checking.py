"""What judging candidates costs: `python -m benchmarks.checking [--checkers mypy pytype] [--files shlex csv]`.

Modules of the standard library, copied, each a project of one file; their functions get two candidates for what they
return, one right and one wrong by a rule (`candidates_of`), every other time the wrong one first. Reports a checker:

- a bare run of its command in a fresh copy (seconds), and a check by a checker that is warm, also as a ratio;
- checks a file and a symbol, and as a ratio to trying one candidate after the other, each in a check of its own
  (one baseline, then every candidate up to the first that holds: counted from the outcome, not run);
- seconds a file, and how many times the files two workers do in the same time, each with a project of its own.
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from typilus.checking.assignment_search import Assignment, SearchResult, find_assignment
from typilus.checking.checker import CommandLineChecker
from typilus.checking.checker_choice import CHECKERS
from typilus.checking.judging import CheckerSession, RenderedText, SymbolLocation
from typilus.checking.limited_commands import RunLimits
from typilus.checking.project import CheckedProject

# The most probable is tried first, whether right or wrong.
PROBABILITIES = (0.6, 0.3)
LIMITS = RunLimits(seconds=300.0)


@dataclass(frozen=True)
class PlantedFile:
    """A file, and for each of its symbols (functions) the line of its `def` and two candidates, best first."""

    path: Path
    text: str
    functions: tuple[ast.FunctionDef, ...]
    candidates: tuple[tuple[str, str], ...]

    def render(self, assignment: Assignment) -> RenderedText:
        lines = self.text.splitlines(keepends=True)
        for function, ranked, rank in zip(self.functions, self.candidates, assignment, strict=True):
            if rank is not None:
                start = lines[function.lineno - 1].rstrip().removesuffix(":")
                lines[function.lineno - 1] = f"{start} -> {ranked[rank]!r}:\n"
        return RenderedText("".join(lines), tuple(map(place_of, self.functions)))


@dataclass(frozen=True)
class JudgedFile:
    """What came of a file (None if the checker reaches no verdict on it), after so many checks in so many seconds."""

    result: SearchResult | None
    runs: int
    seconds: float


def place_of(function: ast.FunctionDef) -> SymbolLocation:
    last = function.end_lineno or function.lineno
    return SymbolLocation(function.name, function.lineno, function.lineno, last, function.name, is_return=True)


def candidates_of(function: ast.FunctionDef, number: int) -> tuple[str, str]:
    """What gives nothing back is right as None and wrong as int; what does, is right as object and wrong as None."""
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return) and node.value is not None]
    right, wrong = ("object", "None") if returns else ("None", "int")
    return (wrong, right) if number % 2 else (right, wrong)


def planted(module: str, folder: Path) -> PlantedFile:
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    text = Path(spec.origin).read_text(encoding="utf-8")
    lines = text.splitlines()
    functions = tuple(
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
        and node.returns is None
        and lines[node.lineno - 1].rstrip().endswith("):")
        and not any(isinstance(inner, (ast.Yield, ast.YieldFrom)) for inner in ast.walk(node))
    )
    path = folder / module / f"{module}_copy.py"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    candidates = tuple(candidates_of(function, number) for number, function in enumerate(functions))
    return PlantedFile(path, text, functions, candidates)


def bare_seconds(checker: CommandLineChecker, file: PlantedFile) -> float:
    """The command itself, with nothing remembered."""
    assert checker.executable is not None
    with CheckedProject(file.path.parent) as project, project.replace_texts({file.path: file.text}) as names:
        return CommandLineChecker.run(checker, checker.executable, project, names).seconds


def judged(checker: CommandLineChecker, file: PlantedFile) -> JudgedFile:
    with CheckedProject(file.path.parent) as project:
        session = CheckerSession(checker, project, file.path, file.text, file.render)
        verdict = session.baseline.status.is_verdict
        result = find_assignment([PROBABILITIES] * len(file.functions), session) if verdict else None
        return JudgedFile(result, session.runs, session.seconds)


def warm_seconds(checker: CommandLineChecker, file: PlantedFile, checks: int = 4) -> float:
    """The median of checks of texts that differ, after a first one that is not counted."""
    seconds = []
    with CheckedProject(file.path.parent) as project:
        for number in range(checks + 1):
            seconds.append(checker.check(project, {file.path: f"{file.text}\n# {number}\n"}).seconds)
    return statistics.median(seconds[1:])


def one_at_a_time(found: JudgedFile) -> int:
    assert found.result is not None
    tried = (len(PROBABILITIES) if rank is None else rank + 1 for rank in found.result.assignment)
    return 1 + sum(tried)


def all_judged(
    checker: CommandLineChecker, files: Sequence[PlantedFile], workers: int
) -> tuple[list[JudgedFile], float]:
    """What came of each file, and the wall seconds of all."""
    start = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        found = list(pool.map(lambda file: judged(checker, file), files))
    return found, time.perf_counter() - start


def measure(checker: CommandLineChecker, files: Sequence[PlantedFile]) -> list[str]:
    bare = statistics.median(bare_seconds(checker, file) for file in files)
    warm = statistics.median(warm_seconds(checker, file) for file in files)
    found, serial = all_judged(checker, files, 1)
    _, parallel = all_judged(checker, files, 2)
    verdicts = [each for each in found if each.result is not None]
    runs, alone = sum(each.runs for each in verdicts), sum(map(one_at_a_time, verdicts))
    symbols = sum(len(each.result.assignment) for each in verdicts if each.result is not None)
    return [
        checker.name,
        f"{bare:.2f}",
        f"{warm:.2f}",
        f"{warm / bare:.2f}",
        f"{runs / len(verdicts):.1f}",
        f"{runs / symbols:.2f}",
        f"{runs / alone:.2f}",
        f"{statistics.median(each.seconds for each in verdicts):.1f}",
        f"{serial / parallel:.2f}",
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkers", nargs="+", default=list(CHECKERS), choices=list(CHECKERS))
    parser.add_argument("--files", nargs="+", default=["shlex", "textwrap", "csv", "calendar"], help="modules")
    options = parser.parse_args()
    columns = ("checker", "bare s", "warm s", "warm / bare", "runs / file", "runs / symbol", "/ one at a time")
    table = Table(*columns, "s / file", "files, 2 workers / 1")
    with tempfile.TemporaryDirectory() as folder:
        files = [planted(module, Path(folder)) for module in options.files]
        for name in options.checkers:
            checker = CHECKERS[name](limits=LIMITS)
            if checker.executable is None:
                print(f"{name} is not installed")
                continue
            table.add_row(*measure(checker, files))
    Console().print(table)


if __name__ == "__main__":
    main()
