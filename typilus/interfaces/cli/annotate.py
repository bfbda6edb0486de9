"""`typilus annotate`."""

from __future__ import annotations

import argparse
import functools
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from graph_extraction import SymbolKind
from graph_extraction.intake import read_bytes
from typilus import __version__
from typilus.annotating import AnnotatedFile, AnnotateSettings, SettledFiles, annotate_predictions, joined
from typilus.checking import RunLimits, find_environment
from typilus.config import find_root, is_root
from typilus.errors import RewriteError, WorkerError
from typilus.files import find_python_files, remove_leftovers, replace_file, write_file
from typilus.interfaces.cli.announcing import announced_checker
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.loading import load_model, load_project
from typilus.interfaces.cli.output import print_array, print_lines
from typilus.interfaces.cli.progress import tracked
from typilus.interfaces.formats.journal import Journal, default_journal_folder
from typilus.printable import printable
from typilus.project import ImportableNames, module_of
from typilus.python_floor import python_floor
from typilus.rewriting import AnnotatedSource, ExistingAnnotationPolicy, RewriteOptions, stub_of

__all__ = ["annotate"]

CANDIDATES = 5
REASONS_SHOWN = 6
# Enough for what one annotation tells of the next, and that of the one after it; few projects need more than four.
MOST_ROUNDS = 10


def annotate(options: argparse.Namespace) -> int:
    """Annotate the named files: show, write, or tell whether there is anything to do."""
    root = Path(os.path.realpath(options.project or find_root(options.paths[0])))
    environment = find_environment(options.environment)
    choice = announced_checker(options.checker, root)
    settings = AnnotateSettings(
        root,
        None if choice is None else choice.checker.name,
        environment,
        None if options.only is None else frozenset(map(SymbolKind, options.only)),
        RewriteOptions(
            ExistingAnnotationPolicy(options.policy),
            options.python or _floor(root),
            importable=ImportableNames.of_project(root, environment),
            type_comments=options.type_comments,
        ),
        RunLimits(seconds=options.check_seconds),
        options.no_new_errors,
        options.complete,
    )
    with Journal(default_journal_folder(), _journal_key(options, settings)) as journal, _told_what_is_kept():
        if not options.resume:
            journal.clear()
        files = _Tally(_files(settings, options, journal), options)
        if options.format == "json":
            print_array(files)
        elif options.format == "jsonl":
            print_lines(files)
        elif options.format == "sarif":
            _print_log(files, root)
        else:
            _print_text(files)
        journal.clear()
    files.tell()
    return files.exit_code


def _journal_key(options: argparse.Namespace, settings: AnnotateSettings) -> str:
    """What the results depend on; going on, and what is said meanwhile, changes nothing."""
    call = {name: value for name, value in vars(options).items() if name not in ("resume", "verbose")}
    return f"{__version__} {call} {settings}"


@contextmanager
def _told_what_is_kept() -> Iterator[None]:
    try:
        yield
    except (KeyboardInterrupt, WorkerError):
        _say("what was done is kept: the same command with --resume goes on")
        raise


@dataclass(frozen=True)
class _Finished:
    """A file with which everything was done that was asked for; also as the journal of an earlier run has it."""

    document: dict[str, Any]
    diff: str

    def to_dict(self) -> dict[str, Any]:
        return self.document

    def to_json(self) -> str:
        return json.dumps(self.document, ensure_ascii=False)


def _files(settings: AnnotateSettings, options: argparse.Namespace, journal: Journal) -> Iterator[_Finished]:
    """All files with what was done; what an interrupted run has done already is not done again."""
    done: dict[str, _Finished | None] = {}
    for path in find_python_files(options.paths):
        found = journal.done(path, _digest(path)) if options.resume else None
        done[path] = None if found is None else _Finished(**found)
    if options.write and done:
        for folder in {Path(os.path.realpath(path)).parent for path in done}:
            remove_leftovers(folder)
        yield from _written_in_rounds(_Work(settings, options, journal), done)
        return
    yield from (file for file in done.values() if file is not None)
    remaining = [path for path, file in done.items() if file is None]
    if remaining:
        work = _Work(settings, options, journal)
        yield from map(work.finished, work.files(remaining))


def _written_in_rounds(work: _Work, done: Mapping[str, _Finished | None]) -> Iterator[_Finished]:
    """Write until a round over all files adds nothing to any, for what was written votes in the next round.

    It tells most about the files around it, so the others wait until nothing more is added there. A file that has
    been tried since a text was last changed need not be tried again.
    """
    files = {path: file for path, file in done.items() if file is not None}
    settled = SettledFiles(work.settings.root, list(done))
    paths = [path for path in done if path not in files] or list(done)
    tried: set[str] = set()
    for _ in range(MOST_ROUNDS):
        changed = []
        for file in work.files(paths, settled):
            files[file.path] = work.finished(file, files.get(file.path))
            if file.changed:
                changed.append(file.path)
            elif file.error is None:
                settled.settle(file.path)
        tried = set() if changed else tried.union(paths)
        around = settled.around(changed) if changed else set(done) - tried
        paths = [path for path in done if path in around and files[path].document["error"] is None]
        if not paths:
            break
    else:
        _say(f"there may be more to annotate after {MOST_ROUNDS} round(s): the same command goes on")
    yield from (files[path] for path in done)


class _Work:
    """Predicts, judges and saves files; the project is as it is on disk when they are asked for."""

    def __init__(self, settings: AnnotateSettings, options: argparse.Namespace, journal: Journal) -> None:
        self.settings, self._options, self._journal = settings, options, journal
        self._predictor = load_model(options.model)
        # A folder that nobody calls a project may be anything, a home with all that is in it.
        self._is_project = options.project is not None or is_root(settings.root)
        if not self._is_project:
            place = f"{settings.root} is no project (no pyproject.toml, .git, ...)"
            _say(f"{place}: each file stands alone; see --project")

    def files(self, paths: Sequence[str], settled: SettledFiles | None = None) -> Iterator[AnnotatedFile]:
        """One round, without the files that are settled."""
        predictions = self._predictor.predict_paths(
            paths,
            project=load_project(self._predictor, self.settings.root) if self._is_project else None,
            top=CANDIDATES,
            min_confidence=self._options.min_confidence,
        )
        if settled is not None:
            predictions = settled.unsettled(predictions)
        workers = self._options.workers or os.cpu_count() or 1
        files = annotate_predictions(predictions, self.settings, workers)
        for file in tracked(files, self._options.paths, "annotating"):
            yield _saved(file, self._options, self.settings.root)

    def finished(self, file: AnnotatedFile, before: _Finished | None = None) -> _Finished:
        """A file with all that was done to it, also in the rounds before; from now on the journal knows."""
        finished = _Finished(file.to_dict(), file.diff())
        if before is not None:
            finished = _Finished(joined(before.document, finished.document), before.diff + finished.diff)
        if file.source is not None:
            kept = file.source.after if self._options.write else file.source.before
            result = {"document": finished.document, "diff": finished.diff}
            self._journal.add(file.path, sha256(kept).hexdigest(), result)
        return finished


def _digest(path: str) -> str:
    try:
        return sha256(read_bytes(path)).hexdigest()
    except OSError:
        return ""


def _floor(root: Path) -> tuple[int, int]:
    """The oldest Python that must run what is written, where nobody asked for one."""
    floor = python_floor(root)
    if floor is None:
        return sys.version_info[:2]
    _say(f"written for Python {floor.version[0]}.{floor.version[1]} and later: {floor.source}")
    return floor.version


def _saved(file: AnnotatedFile, options: argparse.Namespace, root: Path) -> AnnotatedFile:
    """The file after it was written, or its stub was, or with the error that kept it from being."""
    if file.source is None:
        return file
    try:
        if options.write and file.changed:
            _expect_inside(file.path, options.paths, root)
            replace_file(file.path, file.source.after, expected=file.source.before)
        elif options.stubs is not None:
            _write_stub(file.source, Path(options.stubs), root)
    except RewriteError as error:
        return AnnotatedFile(file.path, str(error), check=file.check)
    return file


def _expect_inside(path: str, named: Sequence[str], root: Path) -> None:
    """Refuse to write through a link that leads out of the project, unless the file itself was named.

    Raises:
        RewriteError: it is such a link.
    """
    real = Path(os.path.realpath(path))
    if path not in named and not any(real.is_relative_to(os.path.realpath(place)) for place in (str(root), *named)):
        raise RewriteError(f"{path}: is a link that leads out of the project, to {real}; name it to write it")


def _write_stub(source: AnnotatedSource, folder: Path, root: Path) -> None:
    """`pkg/mod.pyi` in the folder, for the file with its annotations."""
    if "." in Path(source.path).stem:
        raise RewriteError(f"{source.path}: no module has a dot in its name, so that no stub can stand for it")
    parts = module_of(source.path, root).split(".")
    name = Path(*parts, "__init__.pyi") if Path(source.path).stem == "__init__" else Path(*parts).with_suffix(".pyi")
    text = source.after.decode(source.encoding).removeprefix("\ufeff")
    if not Path(os.path.realpath(folder / name)).is_relative_to(os.path.realpath(folder)):
        raise RewriteError(f"{folder / name}: is or lies behind a link that leads out of {folder}; remove the link")
    _clear_once((folder / name).parent)
    write_file(folder / name, stub_of(text, source.path).encode())


@functools.cache
def _clear_once(folder: Path) -> None:
    remove_leftovers(folder)


class _Tally:
    """Finished files on their way out, counted."""

    def __init__(self, files: Iterable[_Finished], options: argparse.Namespace) -> None:
        self._files = files
        self._options = options
        self.files = self.failed = self.changed = self.annotations = self.hidden = 0
        self.reasons: Counter[str] = Counter()

    def __iter__(self) -> Iterator[_Finished]:
        for file in self._files:
            symbols = file.document["symbols"]
            self.files += 1
            self.failed += file.document["error"] is not None
            self.changed += file.document["changed"]
            self.annotations += sum(each["written"] is not None for each in symbols)
            self.hidden += (file.document["checker"] or {}).get("hidden", 0)
            self.reasons.update(_class_of(each["reason"]) for each in symbols if each["reason"] is not None)
            yield file

    @property
    def shows_diffs(self) -> bool:
        """What is written into stubs is no change of the files."""
        return self._options.stubs is None

    @property
    def exit_code(self) -> int:
        if self.failed:
            return ExitCode.SOME_FILES_FAILED
        return ExitCode.CHECK_FAILED if self._options.check and self.changed else ExitCode.OK

    def tell(self) -> None:
        """A summary for people, apart from the output."""
        if self.files == 0:
            _say("no Python files there")
            return
        done = "written" if self._options.write or self._options.stubs else "suggested"
        _say(f"{self.annotations} annotations {done} in {self.changed} of {self.files} files; {self.failed} failed")
        if self.annotations and not (self._options.write or self._options.stubs):
            _say("--write may add more: what it has written votes for the rest, in rounds until nothing is added")
        if self.hidden:
            what = "1 hidden error comes" if self.hidden == 1 else f"{self.hidden} hidden errors come"
            _say(f"{what} to light: no type is to blame, others in their place show them as well; see --no-new-errors")
        for reason, count in self.reasons.most_common(REASONS_SHOWN) if self._options.format == "text" else ():
            _say(f"{count:6} symbols without: {reason}")


def _class_of(reason: str) -> str:
    """Reasons without what is particular to one symbol."""
    return reason.partition(":")[0].partition(" rejects ")[0] + (" rejects all" if " rejects " in reason else "")


def _print_text(files: _Tally) -> None:
    for file in files:
        if file.document["error"] is not None:
            _say(file.document["error"])
        elif files.shows_diffs:
            sys.stdout.write(printable(file.diff) if sys.stdout.isatty() else file.diff)
            sys.stdout.flush()


def _print_log(files: _Tally, root: Path) -> None:
    from typilus.interfaces.formats.annotations import ANNOTATION_RULES, reported_annotations
    from typilus.interfaces.formats.sarif import write_sarif

    items = reported_annotations(file.document for file in files)
    write_sarif(items, sys.stdout, ANNOTATION_RULES, __version__, root)


def _say(message: str) -> None:
    print(f"typilus: {printable(message)}", file=sys.stderr, flush=True)
