"""How many types of the micro-suite's small programs tools infer: `python -m benchmarks.micro_suite`.

Exact matches with one of the types that a careful engineer would write (`tests/cases/inference/*.md`), by category and
by kind of symbol; what a tool leaves open counts as missed. Tools see the program's folder, no call of it is run.

Another tool is one more entry of `TOOLS`: what opens it gives a function from a program's text and path to canonical
types by qualified name (a return as `Shop.add()`, classes of the file by their bare name).
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.peers.contract import Peer
from benchmarks.peers.hityper_peer import HiTyperPeer
from benchmarks.peers.jedi_peer import JediPeer
from benchmarks.peers.pyright_peer import PyrightPeer
from benchmarks.peers.rewriting_peers import autotyping, pyrefly_infer
from graph_extraction import extract, parse_source
from tests.typilus.static_inference.micro_suite import CATEGORIES, MicroProgram, micro_programs
from typilus.annotation_types import rename
from typilus.prediction.file_prediction import TypePrediction
from typilus.static_inference.inference import StaticInference

InferSource = Callable[[str, str], Mapping[str, str]]


def of_peer(peer: Peer) -> InferSource:
    """A peer as a function from text and path."""

    def infer_source(source: str, path: str) -> Mapping[str, str]:
        answers = peer.predict(Path(path).parent, Path(path))
        return {key.qualified_name: text for key, text in answers.items()}

    return infer_source


@contextmanager
def of_command(peer: Peer) -> Iterator[InferSource]:
    """A peer that keeps nothing running."""
    yield of_peer(peer)


@contextmanager
def of_server(peer: PyrightPeer) -> Iterator[InferSource]:
    """pyright's language server."""
    with peer:
        yield of_peer(peer)


@contextmanager
def typilus() -> Iterator[InferSource]:
    """Our own static inference, alone."""
    yield of_static_inference


def of_static_inference(source: str, path: str) -> Mapping[str, str]:
    """The types of a program's symbols, its neighbors on the disk known."""
    read = parse_source(source, path)
    symbols = extract(read).symbols
    answers = StaticInference([Path(path).parent]).infer(read, Path(path).stem, symbols)
    named = (TypePrediction(symbol, None, None, ()).qualified_name for symbol in symbols)
    module = f"{Path(path).stem}."
    return {
        name: str(rename(answer.type, lambda each: each.removeprefix(module)))
        for name, answer in zip(named, answers, strict=True)
        if answer is not None
    }


TOOLS: dict[str, Callable[[], AbstractContextManager[InferSource]]] = {
    "jedi": lambda: of_command(JediPeer(own_module=False)),
    "pyright": lambda: of_server(PyrightPeer(own_module=False)),
    "pyrefly infer": lambda: of_command(pyrefly_infer(own_module=False)),
    "autotyping": lambda: of_command(autotyping(own_module=False)),
    "hityper, static": lambda: of_command(HiTyperPeer(own_module=False)),
    "typilus": typilus,
}
DEFAULT = ("jedi", "pyright", "typilus")


@dataclass
class Score:
    """What one tool found.

    Attributes:
        right, answered: symbols by group, a category or a kind.
        seconds: it took for all programs, its start included.
        misses: program, symbol, what is expected, what was said (empty: nothing).
    """

    right: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    misses: list[tuple[str, str, str, str]] = field(default_factory=list)


def groups_of(program: MicroProgram) -> dict[str, tuple[str, ...]]:
    """By expected symbol, what it counts for."""
    kinds = {TypePrediction(each, None, None, ()).qualified_name: each.kind.value for each in program.symbols}
    return {name: ("all", program.category, kinds[name]) for name in program.expected}


def measure(tool: str, programs: Sequence[MicroProgram]) -> Score:
    """Ask one tool for the types of all programs."""
    score = Score()
    start = time.perf_counter()
    with TemporaryDirectory() as folder, TOOLS[tool]() as infer_source:
        for program, path in [(program, program.write_to(Path(folder))) for program in programs]:
            said = infer_source(program.source, str(path))
            for name, groups in groups_of(program).items():
                answer = said.get(name, "")
                score.answered.update(groups if answer else ())
                if answer in program.expected[name]:
                    score.right.update(groups)
                else:
                    score.misses.append((str(program), name, " or ".join(program.expected[name]), answer))
    score.seconds = time.perf_counter() - start
    return score


def table_of(scores: Mapping[str, Score], counts: Counter[str]) -> Table:
    """Exact matches in percent, by category, then by kind."""
    table = Table(title="Exact matches (and answers) in percent of the micro-suite's symbols")
    table.add_column("")
    table.add_column("symbols", justify="right")
    for tool in scores:
        table.add_column(tool, justify="right")
    kinds = sorted(counts.keys() - {*CATEGORIES, "all"})
    for number, group in enumerate([*CATEGORIES, *kinds, "all"]):
        if not counts[group]:
            continue
        cells = [
            f"{100 * score.right[group] / counts[group]:.1f} ({100 * score.answered[group] / counts[group]:.0f})"
            for score in scores.values()
        ]
        is_last = number in (len(CATEGORIES) - 1, len(CATEGORIES) + len(kinds) - 1)
        table.add_row(group, str(counts[group]), *cells, end_section=is_last)
    table.add_row("seconds", "", *(f"{score.seconds:.1f}" for score in scores.values()))
    return table


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tools", nargs="+", choices=sorted(TOOLS), default=DEFAULT)
    parser.add_argument("--categories", nargs="+", choices=CATEGORIES, default=CATEGORIES)
    parser.add_argument("--out", type=Path, help="JSON file for the numbers and every miss")
    options = parser.parse_args(arguments)
    programs = [program for program in micro_programs() if program.category in options.categories]
    counts = Counter(group for program in programs for groups in groups_of(program).values() for group in groups)
    scores = {tool: measure(tool, programs) for tool in options.tools}
    Console().print(table_of(scores, counts))
    if options.out is not None:
        plain = {
            tool: {"right": score.right, "answered": score.answered, "seconds": score.seconds, "misses": score.misses}
            for tool, score in scores.items()
        }
        options.out.write_text(json.dumps({"symbols": counts, **plain}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
