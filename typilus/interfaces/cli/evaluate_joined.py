"""`typilus evaluate joined`."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from typilus import annotation_types, api
from typilus.errors import CorpusError
from typilus.interfaces.cli.arguments import CommandParser, add_infill, add_model, number, open_named_infiller
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.terminal import show, tell
from typilus.lab.experiments import joined

if TYPE_CHECKING:
    from typilus.annotation_types import TypeLattice

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "corpus_lattice", "run"]

DESCRIPTION = """
Measure everything that recommends types together, and each alone, on files of projects that the network
never saw, with every annotation erased.

With --report, what was predicted is kept, and an interrupted run goes on.
"""
EXAMPLES = """
examples:
  typilus evaluate joined corpora/main --side validation --report reports/joined
  typilus evaluate joined corpora/main --imports bare
      also without the imports that served annotations alone
  typilus evaluate joined corpora/main --cold
      of projects that seem never to have been annotated
  typilus evaluate joined corpora/main --side validation --infill gguf:model.gguf --report reports/infill
      with a language model, for `typilus train ranking` to learn what it is worth
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument("corpus", metavar="CORPUS", help="folder that `typilus corpus build` made")
    add_model(parser)
    parser.add_argument(
        "--side",
        choices=("test", "validation", "train"),
        default="test",
        help="which side (default: test); train is for packages that the model has not learned from",
    )
    parser.add_argument(
        "--only",
        default=(),
        type=_names,
        metavar="PROJECTS",
        help="only these projects of the side, separated by commas (default: all)",
    )
    parser.add_argument(
        "--symbols",
        type=number(int, 1, 10**9),
        default=2000,
        metavar="N",
        help="measure at least N symbols, if there are as many (default: 2000)",
    )
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--project", dest="alone", action="store_false", help="with its project's other files (default)")
    group.add_argument("--alone", action="store_true", help="each file without its project's other files")
    group.add_argument(
        "--cold",
        action="store_true",
        help="with its project as if nobody had ever annotated anything in it, without the imports that served that",
    )
    parser.set_defaults(alone=False)
    parser.add_argument(
        "--passes",
        type=number(int, 1, 2),
        default=1,
        metavar="N",
        help="2: predict the files around each one first, and know what was confidently predicted (default: 1)",
    )
    parser.add_argument(
        "--imports",
        choices=("kept", "bare"),
        default=None,
        help="keep all imports (default), or take away those that served annotations alone",
    )
    add_infill(parser)
    parser.add_argument(
        "--environment",
        default="",
        metavar="DIR",
        help="an environment that has what the projects depend on, but not themselves; none of it is run (default: no "
        "installed package is read)",
    )
    parser.add_argument(
        "--report", metavar="DIR", help="write every prediction, results, and a picture with matplotlib"
    )


def run(options: argparse.Namespace) -> int:
    """Measure all recommenders on files without annotations, and print the tables."""
    corpus = Path(options.corpus)
    if options.cold and options.imports is not None:
        raise CorpusError("--cold: a cold project has no imports that served annotations alone; leave out --imports")
    infiller = open_named_infiller(options, tell)
    settings = joined.JoinedSettings(
        options.symbols,
        with_project=not options.alone,
        imports=options.imports or "kept",
        cold=options.cold,
        passes=options.passes,
        infill="" if infiller is None else infiller.name,
        infill_below=options.infill_below,
        environment=options.environment,
    )
    projects = joined.sampled_projects(corpus, options.side, settings.seed, only=options.only)
    predictor = api.load(options.model)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.report or temporary)
        measurement = joined.run_joined_experiment(
            predictor, projects, settings, folder / joined.SYMBOLS_FILE, tell, infiller
        )
        rows = joined.rows_of(measurement, corpus_lattice(corpus))
        if options.report:
            for path in joined.write_joined_report(folder, rows):
                tell(f"wrote {path}")
    for table in joined.joined_tables(rows):
        show(table)
    return ExitCode.OK


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


def corpus_lattice(corpus: Path) -> TypeLattice:
    """The classes of a corpus and their bases, as far as it keeps them."""
    hierarchy = corpus / "hierarchy.json"
    hierarchy_ = json.loads(hierarchy.read_text(encoding="utf-8")) if hierarchy.exists() else {}
    return annotation_types.TypeLattice({name: tuple(bases) for name, bases in hierarchy_.items()})
