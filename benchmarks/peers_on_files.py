"""What other tools find of what typilus was measured on: `python -m benchmarks.peers_on_files REPORT CORPUS`.

REPORT is a folder of `typilus evaluate joined --report`: its symbols, erased in the same way, are put to each peer.
Beside them the look-up of names and the stack of all: the first answer wins, in the order of precision, then the
look-up. The order is measured here, or given by `--order` (measure it on validation projects, and give it for the test
projects). What was said is kept in `--answers` (JSON Lines), so that it can be gone on with.

A peer's class is taken under its public name, as the labels are. A tool that says nothing of a symbol misses it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.peers.answering import Answers, ask
from benchmarks.peers.contract import Peer, SymbolKey
from benchmarks.peers.hityper_peer import HiTyperPeer
from benchmarks.peers.jedi_peer import JediPeer
from benchmarks.peers.lookup import FileKey, lookup_answers
from benchmarks.peers.pyright_peer import PyrightPeer
from benchmarks.peers.rewriting_peers import autotyping, pyrefly_infer
from typilus.annotation_types import is_informative, parse_type
from typilus.errors import TypeExpressionError
from typilus.interfaces.cli.evaluate_joined import corpus_lattice
from typilus.lab.experiments.joined import Row, read_measurement
from typilus.lab.experiments.joined.measures import GROUPS, measure_row
from typilus.lab.experiments.joined.records import FileRecord, SymbolRecord, Voice
from typilus.lab.experiments.joined.truths import ProjectTruths

Said = dict[FileKey, Mapping[SymbolKey, str]]
PEERS: dict[str, Callable[[str], Peer]] = {
    "jedi": lambda executable: JediPeer(),
    "pyright": PyrightPeer,
    "pyrefly": pyrefly_infer,
    "autotyping": autotyping,
    "hityper": HiTyperPeer,
}
EXECUTABLES = {"jedi": "", "pyright": "pyright-langserver", "pyrefly": "pyrefly"}
LOOKUP, STACK = "look-up of names", "stack"


def public_answers(answers: Iterable[Answers], source_of: Callable[[str], Path]) -> dict[str, Said]:
    """By peer and file, types under their public names.

    What could not be a label is no answer (None, Any, type variables): it would keep the others of a stack quiet.
    """

    @cache
    def truths(project: str) -> ProjectTruths:
        return ProjectTruths(project, source_of(project))

    found: dict[str, Said] = {}
    for each in answers:
        public = truths(each.file[0]).public
        types = {key: public(text) for key, text in each.types.items() if could_be_label(text)}
        found.setdefault(each.peer, {})[each.file] = types
    return found


def could_be_label(text: str) -> bool:
    """Whether a canonical type is one that symbols are measured on."""
    try:
        return is_informative(parse_type(text))
    except TypeExpressionError:
        return False


def precision_of(said: Said, files: Sequence[FileRecord]) -> float:
    """Share of the answers that is exact."""
    pairs = [(answer_to(said, file, each), each.truth) for file in files for each in file.symbols]
    answered = [answer == truth for answer, truth in pairs if answer is not None]
    return sum(answered) / len(answered) if answered else 0.0


def answer_to(said: Said, file: FileRecord, symbol: SymbolRecord) -> str | None:
    """What was said of one symbol."""
    key = SymbolKey(symbol.kind, symbol.scope, symbol.name, symbol.line)
    return said.get((file.project, file.path), {}).get(key)


def stacked(order: Sequence[Said], files: Sequence[FileRecord]) -> Said:
    """The first answer of several, the most precise first."""
    joined: Said = {}
    for file in files:
        place = (file.project, file.path)
        joined[place] = {key: text for said in reversed(order) for key, text in said.get(place, {}).items()}
    return joined


def row_of(name: str, said: Said, files: Sequence[FileRecord], corpus: Path) -> Row:
    """Rates of one tool."""
    owner = {id(symbol): file for file in files for symbol in file.symbols}

    def ranking(symbol: SymbolRecord) -> Sequence[Voice]:
        answer = answer_to(said, owner[id(symbol)], symbol)
        return () if answer is None else (Voice(answer, 1.0, name),)

    return measure_row(name, files, ranking, corpus_lattice(corpus))


def table_of(rows: Sequence[Row], title: str) -> Table:
    """Exact matches by group; answers, and how many of them are exact."""
    table = Table(title=title)
    table.add_column("exact, %")
    for group in (*GROUPS, "answers", "precision", "neutral"):
        table.add_column(group, justify="right")
    counts = rows[0].groups
    table.add_row("symbols", *(str(counts[group].count) for group in GROUPS), end_section=True)
    for row in rows:
        everything = row.groups["all"]
        cells = [*(row.groups[group].exact for group in GROUPS), everything.coverage, everything.precision]
        table.add_row(row.name, *(f"{value:.1f}" for value in [*cells, everything.neutral]))
    return table


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path, help="folder of `typilus evaluate joined --report`")
    parser.add_argument("corpus", type=Path, help="folder of the corpus it was measured on")
    parser.add_argument("--answers", type=Path, required=True, help="JSON Lines: what was said, kept")
    parser.add_argument("--peers", nargs="+", choices=sorted(PEERS), default=sorted(PEERS))
    parser.add_argument("--executable", action="append", default=[], metavar="PEER=PATH", help="where a tool is")
    parser.add_argument("--files", type=int, help="of all files draw so many, as many of every project")
    parser.add_argument("--order", nargs="+", help="names of peers, the most precise first, for the stack")
    parser.add_argument("--out", type=Path, help="JSON file for the rows")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask, measure, and print the table."""
    options = parsed(arguments)
    measurement = read_measurement(options.report)
    files = drawn([file for file in measurement.files if file.left_out is None], options.files)
    keys = [(file.project, file.path) for file in files]

    def source_of(project: str) -> Path:
        version = re.compile(re.escape(project) + r"-\d[^-]*")
        sources: Path = options.corpus / "sources"
        return next(each for each in sorted(sources.iterdir()) if version.fullmatch(each.name))

    executables = EXECUTABLES | dict(each.split("=", 1) for each in options.executable)
    with ExitStack() as stack:
        peers = [PEERS[name](executables.get(name, name)) for name in options.peers]
        for peer in peers:
            if isinstance(peer, PyrightPeer):
                stack.enter_context(peer)
        answers = ask(peers, keys, source_of, measurement.settings, options.answers, tell)
    names = {peer.name for peer in peers}
    said = public_answers((each for each in answers if each.file in set(keys) and each.peer in names), source_of)
    look_up: Said = {**lookup_answers(options.corpus, keys, measurement.settings.with_project)}
    order = options.order or sorted(said, key=lambda name: -precision_of(said[name], files))
    everyone = [said[name] for name in order]
    said |= {LOOKUP: look_up, f"{STACK}, no look-up": stacked(everyone, files)}
    said[STACK] = stacked([*everyone, look_up], files)
    rows = [row_of(name, said[name], files, options.corpus) for name in [*order, *list(said)[len(order) :]]]
    Console(width=150).print(table_of(rows, f"{len(files)} files, {measurement.settings.condition}"))
    if options.out is not None:
        plain = {"condition": measurement.settings.condition, "files": len(files), "order": order}
        options.out.write_text(json.dumps({**plain, "rows": [row.to_json() for row in rows]}, indent=1) + "\n")


def drawn(files: Sequence[FileRecord], count: int | None) -> list[FileRecord]:
    """Some files, by turns of their projects; all for None. The same ones again next time."""
    shuffled = sorted(files, key=lambda file: random.Random(f"{file.project}/{file.path}").random())
    seen: dict[str, int] = {}
    turns = []
    for file in shuffled:
        seen[file.project] = seen.get(file.project, 0) + 1
        turns.append((seen[file.project], file))
    return [file for _, file in sorted(turns, key=lambda turn: turn[0])][:count]


def tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
