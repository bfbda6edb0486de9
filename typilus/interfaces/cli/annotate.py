"""`typilus annotate`."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

from typilus import annotating, api, judging
from typilus.counting import counted
from typilus.errors import RewriteError, SourceError, TypilusError
from typilus.interfaces import formats
from typilus.interfaces.baseline import AnnotateBaseline, expect_baseline
from typilus.interfaces.cli.annotate_summary import AnnotateTotals, lower_confidence, summarize, work_done
from typilus.interfaces.cli.arguments import (
    CommandParser,
    add_format,
    add_options,
    add_paths,
    add_resume,
    add_verbosity,
    options_from,
)
from typilus.interfaces.cli.counts import add_statistics, expect_countable, write_statistics
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.result_files import add_output_file, results_to
from typilus.interfaces.cli.standard_input import (
    STANDARD_INPUT,
    add_stdin_filename,
    located_path,
    named_text,
    reads_text,
)
from typilus.interfaces.cli.stopping import told_when_stopped
from typilus.interfaces.terminal import TerminalListener, say, warn
from typilus.options import AnnotateOptions
from typilus.printable import printable

if TYPE_CHECKING:
    from typilus.annotating import AnnotatedFile

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Predict types, let a type checker throw out what cannot be right, and write the rest into the files: nothing
else in them changes, imports that are needed are added.

Shows the change as a diff unless told to write. The checker runs in a copy of the project.
"""
EXAMPLES = """
examples:
  typilus annotate shop.py
      what would change, as a diff
  typilus annotate src --write
      change the files; each is replaced as a whole, or not at all
  typilus annotate src --checker mypy --min-confidence 0.95
      fewer and surer annotations, judged by mypy
  typilus annotate src --only returns,parameters --python 3.8
      what Python 3.8 can run: Optional[List[int]]
  typilus annotate src --stubs stubs
      leave the sources alone and write .pyi files
  typilus annotate src --check
      for CI: exit code 4 if anything would change
  typilus annotate src --check --baseline typilus-baseline.json
      accepts what is suggested the first time; exit code 4 if there is more later
  typilus annotate src --statistics
      how many, by kind, and why the others get none
  cat buffer | typilus annotate - --stdin-filename src/shop.py
      the annotated text on standard output, for editors
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    add_paths(parser, "a file, a folder to search, or - for standard input")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--diff", action="store_true", help="show the change and change nothing (default, but for -)")
    action.add_argument(
        "--write",
        action="store_true",
        help="write the files, in rounds until nothing is added: what is written votes for the rest",
    )
    action.add_argument("--stubs", metavar="DIR", help="write stubs (.pyi) into this folder")
    action.add_argument("--check", action="store_true", help="like --diff, with exit code 4 if anything would change")
    add_format(parser)
    add_output_file(parser)
    add_statistics(parser, "annotations by kind, and all other symbols by what speaks against one")
    add_stdin_filename(parser)
    add_options(parser, AnnotateOptions)
    parser.add_argument(
        "--update-baseline",
        action="store_true",
        help="write the baseline with all suggestions for these files, and nothing else; so does --baseline without "
        "such a file",
    )
    add_resume(parser)
    add_verbosity(parser)


def run(namespace: argparse.Namespace) -> int:
    """Annotate the named files, or a text: show, write, or tell whether there is anything to do."""
    expect_countable(namespace)
    options = options_from(namespace, AnnotateOptions)
    baseline = _baseline_of(namespace, options)
    if baseline is not None and baseline.is_updated:
        options = replace(options, baseline=None)
    if reads_text(namespace):
        return _annotate_text(namespace, options)
    listener = TerminalListener()
    files = api.annotate_paths(
        namespace.paths,
        options,
        write=namespace.write,
        stubs=namespace.stubs,
        resume=namespace.resume,
        listener=listener,
    )
    noted = files if baseline is None else baseline.noted(files)
    totals = AnnotateTotals(noted, lower_confidence(options.min_confidence))
    with told_when_stopped(lambda: _so_far(listener, namespace)), results_to(namespace.output_file) as out:
        _write(totals, namespace, out)
    summarize(totals, namespace)
    if baseline is not None:
        say(baseline.summary())
        namespace.check &= not baseline.is_updated
    return _exit_code(totals, namespace)


def _baseline_of(namespace: argparse.Namespace, options: AnnotateOptions) -> AnnotateBaseline | None:
    """The baseline that is named.

    Raises:
        TypilusError: It would be made by a call that also writes annotations, or of several projects.
    """
    expect_baseline(namespace)
    if namespace.baseline is None:
        return None
    roots = {judging.project_root(options.project, path) for path in namespace.paths if path != STANDARD_INPUT}
    if len(roots) > 1:
        raise TypilusError(f"--baseline: is of one project, and these paths are of {len(roots)}; run once for each")
    root = judging.project_root(options.project, located_path(namespace))
    baseline = AnnotateBaseline(namespace.baseline, root, namespace.update_baseline)
    if baseline.is_updated and (namespace.write or namespace.stubs or reads_text(namespace)):
        raise TypilusError(
            f"--baseline: {namespace.baseline} has to be made first; leave out --write, --stubs and -, and run again"
        )
    return baseline


def _write(totals: AnnotateTotals, namespace: argparse.Namespace, out: TextIO) -> None:
    """Write results, or their numbers."""
    if namespace.statistics:
        for file in totals:
            if file.error is not None:
                warn(file.error)
        write_statistics(totals.statistics(work_done(namespace)), namespace.format, out)
        return
    root = judging.project_root(namespace.project, located_path(namespace))
    run = formats.annotation_run(root, namespace.stubs is None, has_fixes=not namespace.write)
    formats.FORMATS[namespace.format].load().write(totals, out, run)


def _exit_code(totals: AnnotateTotals, namespace: argparse.Namespace) -> ExitCode:
    if totals.failed:
        return ExitCode.SOME_FILES_FAILED
    return ExitCode.CHECK_FAILED if namespace.check and totals.changed else ExitCode.OK


def _annotate_text(namespace: argparse.Namespace, options: AnnotateOptions) -> ExitCode:
    """Annotate standard input. What is printed is the new text, unless a diff, numbers or a format is asked for."""
    for option in ("write", "stubs", "resume"):
        if getattr(namespace, option):
            raise TypilusError(f"--{option}: standard input has no place on disk; name the file instead")
    source, name = named_text(namespace)
    try:
        file = api.annotate_source(source, options, path=name)
    except (RewriteError, SourceError) as error:
        file = annotating.AnnotatedFile(name, str(error))
    totals = AnnotateTotals([file])
    is_text = namespace.format == "text" and not (namespace.diff or namespace.check or namespace.statistics)
    with results_to(namespace.output_file) as out:
        if not is_text:
            _write(totals, namespace, out)
        else:
            totals.add(file)
            _write_text(file, out)
    return _exit_code(totals, namespace)


def _write_text(file: AnnotatedFile, out: TextIO) -> None:
    """Write the new text with the bytes that it would have in the file."""
    if file.source is None:
        warn(file.error or file.path)
    elif out.isatty():
        out.write(printable(file.source.text))
    else:
        out.flush()
        out.buffer.write(file.source.after)
        out.buffer.flush()


def _so_far(listener: TerminalListener, namespace: argparse.Namespace) -> str:
    """The counts of an unfinished run. Of files that are written, no result has come before all rounds are done."""
    annotations = sum(count for count, _ in listener.annotated.values())
    failed = sum(has_failed for _, has_failed in listener.annotated.values())
    files = f"{len(listener.annotated):,} of {counted(listener.files, 'file')}"
    return f"{files}, {counted(annotations, 'annotation')} {work_done(namespace)}; {failed:,} failed"
