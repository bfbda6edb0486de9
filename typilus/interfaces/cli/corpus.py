"""`typilus corpus build`."""

from __future__ import annotations

import argparse
from pathlib import Path

from typilus.interfaces.cli.arguments import CommandParser, Converter
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.lab import corpus
from typilus.options import worker_names

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Build a corpus from a manifest of packages: download and verify them (nothing of them is executed), drop
copies and generated files, extract graphs, write shards and a report.

Interrupted, the same command goes on; run twice, it gives the same bytes.
"""
EXAMPLES = """
examples:
  typilus corpus build corpora/main
  typilus corpus build corpora/mine --manifest mine.json --workers 8
  typilus corpus build corpora/augmented --augment pytype
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=CommandParser)
    parser = commands.add_parser(
        "build",
        help="download, verify, deduplicate, extract",
        description=parser.description,
        epilog=parser.epilog,
        formatter_class=parser.formatter_class,
    )
    parser.add_argument("folder", metavar="FOLDER", help="where to build")
    parser.add_argument("--manifest", metavar="FILE", help="packages and versions (default: the shipped list)")
    parser.add_argument(
        "--workers", type=Converter(worker_names), metavar="N", help="processes (default: one a core), or ray"
    )
    parser.add_argument(
        "--augment",
        choices=("pytype",),
        help="add types that pytype infers for what has no annotation: to learn from, never to measure by",
    )


def run(options: argparse.Namespace) -> int:
    """Build a corpus and print its report."""
    from rich.console import Console

    manifest = corpus.load_manifest() if options.manifest is None else corpus.load_manifest(Path(options.manifest))
    report = corpus.build_corpus(manifest, options.folder, workers=options.workers, augment=options.augment)
    report.print(Console())
    return ExitCode.OK
