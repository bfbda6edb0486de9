"""How many types tools know at the bindings of small programs: `python -m benchmarks.binding_suite`.

Exact matches with one of the types that are right there (`tests/cases/bindings/*.py`), by kind; what a tool leaves open
counts as missed. Unlike in `benchmarks.micro_suite`, the type is that of one place, not of a symbol everywhere.

Another tool is one more entry of `TOOLS`: what opens it gives a function from a program and its path to canonical
types, "" for none, in the order of the program's bindings.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.peers.jedi_peer import annotations_of
from benchmarks.peers.language_server import LanguageServer
from benchmarks.peers.naming import Namer
from benchmarks.peers.printed_types import annotation_text
from benchmarks.peers.pyright_peer import SETTINGS, shown_type
from graph_extraction import parse_source
from tests.typilus.static_inference.binding_answers import inferred_at, is_right
from tests.typilus.static_inference.binding_suite import KINDS, BindingProgram, binding_programs

InferBindings = Callable[[BindingProgram, Path], Sequence[str]]


@contextmanager
def typilus() -> Iterator[InferBindings]:
    """Our own static inference, alone."""
    yield inferred_at


@contextmanager
def jedi() -> Iterator[InferBindings]:
    """jedi, in this process."""
    import jedi as peer  # noqa: PLC0415 - it may be missing

    def infer(program: BindingProgram, path: Path) -> Sequence[str]:
        project = peer.Project(path.parent, load_unsafe_extensions=False)
        script = peer.Script(program.source, path=path, project=project)
        namer = Namer(path.parent, path, parse_source(program.source, str(path)), own_module=False)
        found = []
        for binding in program.bindings:
            try:
                printed = list(dict.fromkeys(annotations_of(script.infer(binding.line, binding.column))))
            except Exception:  # it may fail in any way, and then has no answer
                printed = []
            found.append((namer.canonical(" | ".join(printed)) if printed else None) or "")
        return found

    yield infer


@contextmanager
def pyright() -> Iterator[InferBindings]:
    """pyright's language server, one for all programs: it finds a program's other files beside it."""
    with ExitStack() as stack:
        servers: dict[Path, LanguageServer] = {}

        def infer(program: BindingProgram, path: Path) -> Sequence[str]:
            root = path.parents[2]
            if root not in servers:
                command = ["pyright-langserver", "--stdio"]
                servers[root] = stack.enter_context(LanguageServer(command, root, SETTINGS))
            server = servers[root]
            namer = Namer(path.parent, path, parse_source(program.source, str(path)), own_module=False)
            found = []
            server.open(path, program.source)
            try:
                for binding in program.bindings:
                    printed = shown_type(server.hover(path, binding.line, binding.column), False)
                    text = None if printed is None else annotation_text(printed)
                    found.append((None if text is None else namer.canonical(text)) or "")
            finally:
                server.close(path)
            return found

        yield infer


TOOLS: dict[str, Callable[[], AbstractContextManager[InferBindings]]] = {
    "jedi": jedi,
    "pyright": pyright,
    "typilus": typilus,
}


@dataclass
class Score:
    """What one tool knew.

    Attributes:
        right, answered: bindings by kind, and all.
        misses: program, line, name, what is right, what was said.
    """

    right: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    misses: list[tuple[str, int, str, str, str]] = field(default_factory=list)


def measure(tool: str, programs: Sequence[BindingProgram]) -> Score:
    """Ask one tool for the types of all bindings."""
    score = Score()
    with TemporaryDirectory() as folder, TOOLS[tool]() as infer:
        for program in programs:
            answers = infer(program, program.write_to(Path(folder)))
            for binding, answer in zip(program.bindings, answers, strict=True):
                groups = (program.kind, "all")
                score.answered.update(groups if answer else ())
                if is_right(answer, binding.types):
                    score.right.update(groups)
                else:
                    right = " or ".join(binding.types)
                    score.misses.append((str(program), binding.line, binding.name, right, answer))
    return score


def table_of(scores: Mapping[str, Score], counts: Mapping[str, int]) -> Table:
    """Exact matches in percent, by kind."""
    table = Table(title="Exact matches (and answers) in percent of the marked bindings")
    table.add_column("")
    table.add_column("bindings", justify="right")
    for tool in scores:
        table.add_column(tool, justify="right")
    for kind in (*(kind for kind in KINDS if counts[kind]), "all"):
        cells = [
            f"{100 * score.right[kind] / counts[kind]:.1f} ({100 * score.answered[kind] / counts[kind]:.0f})"
            for score in scores.values()
        ]
        table.add_row(kind, str(counts[kind]), *cells)
    return table


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tools", nargs="+", choices=sorted(TOOLS), default=["jedi", "typilus"])
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--misses", action="store_true", help="print every miss")
    parser.add_argument("--out", type=Path, help="JSON file for the numbers and every miss")
    options = parser.parse_args(arguments)
    programs = [program for program in binding_programs() if program.kind in options.kinds]
    counts = Counter(kind for program in programs for _ in program.bindings for kind in (program.kind, "all"))
    scores = {tool: measure(tool, programs) for tool in options.tools}
    Console().print(table_of(scores, counts))
    for tool, score in scores.items() if options.misses else ():
        for program, line, name, right, answer in score.misses:
            print(f"{tool}: {program}:{line}: {name} is {right}, not {answer or 'unknown'}")
    if options.out is not None:
        plain = {
            tool: {"right": score.right, "answered": score.answered, "misses": score.misses}
            for tool, score in scores.items()
        }
        options.out.write_text(json.dumps({"bindings": counts, **plain}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
