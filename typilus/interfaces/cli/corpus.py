"""`typilus corpus build`."""

from __future__ import annotations

import argparse
from pathlib import Path

from typilus.interfaces.cli.exit_codes import ExitCode

__all__ = ["build"]


def build(options: argparse.Namespace) -> int:
    """Build a corpus and print its report."""
    from rich.console import Console

    from typilus.lab.corpus.build import build_corpus
    from typilus.lab.corpus.manifest import load_manifest

    manifest = load_manifest() if options.manifest is None else load_manifest(Path(options.manifest))
    report = build_corpus(manifest, options.folder, workers=options.workers, augment=options.augment)
    report.print(Console())
    return ExitCode.OK
