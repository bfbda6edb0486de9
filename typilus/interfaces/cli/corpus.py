"""`typilus corpus build` and `typilus corpus texts`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from typilus.interfaces.cli.arguments import CommandParser, Converter
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.terminal import tell
from typilus.lab import corpus
from typilus.options import worker_names

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Build a corpus from a manifest of packages (download and verify them; nothing of them is executed) or from
folders of your own code: drop copies and generated files, extract graphs, write shards and a report.

With --from, each folder is a project, nothing leaves the machine, and nobody asks for a license. From three
projects on, some are kept for validation and test; with fewer, use `--split file` (train: `--set split=file`).

Interrupted, the same command goes on; run twice, it gives the same bytes.
"""
EXAMPLES = """
examples:
  typilus corpus build corpora/main
  typilus corpus build corpora/mine --from ../shop ../till ../market
  typilus corpus build corpora/some --manifest some.json --workers 8
  typilus corpus build corpora/augmented --augment pytype
  typilus corpus texts corpora/main
      the texts of its files beside their graphs, for `typilus train infiller`
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=CommandParser)
    texts = commands.add_parser("texts", help="write the texts of a built corpus's files, for language models")
    texts.add_argument("folder", metavar="FOLDER", help="folder that `typilus corpus build` made")
    texts.add_argument("--into", metavar="DIR", help="folder to write to (default: FOLDER)")
    texts.set_defaults(run_corpus=_write_texts)
    parser = commands.add_parser(
        "build",
        help="download, verify, deduplicate, extract",
        description=parser.description,
        epilog=parser.epilog,
        formatter_class=parser.formatter_class,
    )
    parser.set_defaults(run_corpus=_build)
    parser.add_argument("folder", metavar="FOLDER", help="where to build")
    made_of = parser.add_mutually_exclusive_group()
    made_of.add_argument("--manifest", metavar="FILE", help="packages and versions (default: the shipped list)")
    made_of.add_argument(
        "--from", dest="folders", nargs="+", metavar="DIR", help="folders of your own code, each a project"
    )
    parser.add_argument(
        "--workers", type=Converter(worker_names), metavar="N", help="processes, or ray (default: one a core)"
    )
    parser.add_argument(
        "--augment",
        choices=("pytype",),
        help="add types that pytype infers for what has no annotation: to learn from, never to measure by",
    )


def run(options: argparse.Namespace) -> int:
    """Do what the command says."""
    run_corpus: Callable[[argparse.Namespace], int] = options.run_corpus
    return run_corpus(options)


def _write_texts(options: argparse.Namespace) -> int:
    folder = Path(options.folder)
    report = corpus.write_texts(folder, Path(options.into) if options.into else folder)
    for side, count in report.files.items():
        tell(f"{side}: {count:,} files, {report.characters[side]:,} characters")
    for cause, count in sorted(report.refusals.items()):
        tell(f"left out: {count:,} ({cause})")
    return ExitCode.OK


def _build(options: argparse.Namespace) -> int:
    from rich.console import Console

    manifest = _manifest(options)
    report = corpus.build_corpus(manifest, options.folder, workers=options.workers, augment=options.augment)
    report.print(Console())
    return ExitCode.OK


def _manifest(options: argparse.Namespace) -> corpus.Manifest:
    if options.folders is not None:
        return corpus.own_manifest(options.folders)
    return corpus.load_manifest(None if options.manifest is None else Path(options.manifest))
