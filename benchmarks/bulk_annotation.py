"""Every symbol of whole packages annotated, in copies, and the copies looked at by other means than the writer's.

    python -m benchmarks.bulk_annotation [--into DIR] [--files N] [--kills 200] [FOLDER...]

A FOLDER is a package, or a folder of modules as the standard library is (the default). No network is asked: types are
random, of the kinds that a network gives (built in, imported, generic, unions, the package's own classes), and a few
exist nowhere. For each file: it compiles, what was written can be cut out again and leaves the old bytes and the old
tree, the same edits again change nothing, each added import is found; at the end the added imports are also run, each
alone. `--kills` then writes again and again into one more copy of some files, kills the writing process at a random
moment, and looks whether each file is its old or its new self.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph_extraction import SourceError, extract, parse_source
from tests.typilus.rewriting.random_edits import plausible_edits, squeeze, undo
from typilus.errors import RewriteError
from typilus.files.atomic_writing import TEMPORARY_SUFFIX
from typilus.project.importable import ImportableNames
from typilus.rewriting import AnnotatedSource, AnnotationEdit, AnnotationWriter, RewriteOptions
from typilus.rewriting.imported_names import import_of

OPTIONS = (RewriteOptions(), RewriteOptions(python=(3, 8)), RewriteOptions(future_annotations=True))
NOT_COPIED = shutil.ignore_patterns("__pycache__", "*.pyc", "site-packages", "lib-dynload", "config-*", "*.a")
RUN_IMPORTS = """
import json, sys
for statement in json.load(sys.stdin):
    try:
        exec(statement, {})
    except BaseException as error:
        print(statement, '->', type(error).__name__, error, flush=True)
"""
_NAMES = re.compile(r"'[^']*'|\"[^\"]*\"|[\w.]*\w\.\w[\w.]*|\b\d+\b")


@dataclass
class Tally:
    """What came of the files of one folder."""

    files: int = 0
    unreadable: int = 0
    edits: int = 0
    made: int = 0
    changed: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    rolled_back: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    places: list[str] = field(default_factory=list)
    imports: set[str] = field(default_factory=set)

    def fault(self, kind: str, path: Path, detail: str = "") -> None:
        """Count what must not be."""
        self.faults[kind] += 1
        self.places.append(f"{kind}: {path} {detail}"[:300])


def module_of(path: Path, root: Path) -> str:
    """The dotted name of a file."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def classes_in(paths: Sequence[Path], root: Path) -> list[str]:
    """The classes of a project."""
    names: list[str] = []
    for path in paths:
        try:
            tree = ast.parse(path.read_bytes())
        except (SyntaxError, ValueError, RecursionError):
            continue
        module = module_of(path, root)
        names += [f"{module}.{node.name}" for node in tree.body if isinstance(node, ast.ClassDef)]
    return names


class Checker:
    """Looks at results by other means than the writer's.

    Args:
        importable: what the project can import.
        tally: counts what is wrong.
    """

    def __init__(self, importable: ImportableNames, tally: Tally) -> None:
        self._importable = importable
        self._tally = tally

    def check(self, result: AnnotatedSource, path: Path, options: RewriteOptions) -> None:
        """One result, which is written already."""
        tally = self._tally
        fault = _compile(result.after)
        if fault is not None:
            if _compile(result.before) is None:
                tally.fault("does not compile", path, fault)
            return
        try:
            bare = undo(result).replace(b"\0", b"")
            if squeeze(bare) != squeeze(result.before):
                tally.fault("bytes differ", path)
            if ast.dump(ast.parse(bare)) != ast.dump(ast.parse(result.before)):
                tally.fault("tree differs", path)
        except (AssertionError, SyntaxError) as error:
            tally.fault("cannot be undone", path, str(error))
        again = AnnotationWriter(options).annotate(path, self._repeated(result, path))
        if again.before != result.after:
            tally.fault("damaged", path)
        if again.changed:
            tally.fault("changes again", path, again.diff())
        for statement in result.imports:
            if not statement.startswith("from __future__"):
                self._find(statement, path)

    def _repeated(self, result: AnnotatedSource, path: Path) -> list[AnnotationEdit]:
        """The edits that were made, at their places in the new text, which is extracted afresh."""
        before, after = (extract(parse_source(data, str(path))).symbols for data in (result.before, result.after))
        if [(each.kind, each.scope, each.name) for each in before] != [
            (each.kind, each.scope, each.name) for each in after
        ]:
            self._tally.fault("symbols differ", path)
            return []
        moved = {(old.kind, old.line, old.column): new for old, new in zip(before, after, strict=True)}
        places = [(done.edit, moved[done.edit.kind, done.edit.line, done.edit.column]) for done in result.applied]
        return [replace(edit, line=new.line, column=new.column) for edit, new in places]

    def _find(self, statement: str, path: Path) -> None:
        """Whether what an added import names is there."""
        self._tally.imports.add(statement)
        imported = import_of(statement.partition(",")[0])
        names = [None] if imported.name is None else statement.partition(" import ")[2].split(", ")
        for name in names:
            reason = self._importable.reason_against(imported.module, name)
            if reason is not None:
                self._tally.fault("import not found", path, f"{statement}: {reason}")


def _compile(data: bytes) -> str | None:
    try:
        compile(data, "<string>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return str(error)
    return None


def annotate_folder(folder: Path, root: Path, most: int | None) -> Tally:
    """Annotate every file below a folder in place."""
    tally = Tally()
    paths = sorted(path for path in folder.rglob("*.py") if path.is_file())
    classes = classes_in(paths, root)
    chosen = paths if most is None or most >= len(paths) else random.Random(0).sample(paths, most)
    importable = ImportableNames([root])
    checker = Checker(importable, tally)
    for number, path in enumerate(chosen):
        if sys.stderr.isatty():
            print(f"\r{number}/{len(chosen)} {path.name:40.40}", end="", file=sys.stderr)
        tally.files += 1
        data = path.read_bytes()
        options = OPTIONS[number % len(OPTIONS)]
        module, is_package = module_of(path, root), path.stem == "__init__"
        options = replace(options, module=module, is_package=is_package, importable=importable)
        writer = AnnotationWriter(options)
        try:
            edits = plausible_edits(extract(parse_source(data, str(path))).symbols, number, classes)
            result = writer.annotate(path, edits)
            writer.write(result)
        except (SourceError, RewriteError):
            tally.unreadable += 1
            if path.read_bytes() != data:
                tally.fault("damaged", path)
            continue
        tally.edits += len(edits)
        tally.made += len(result.applied)
        tally.changed += result.changed
        tally.refused.update(_NAMES.sub("…", each.reason) for each in result.skipped)
        tally.rolled_back.update(_NAMES.sub("…", each.reason) for each in result.rolled_back)
        tally.places += [f"rolled back: {path} {each.edit.name} {each.reason}"[:300] for each in result.rolled_back]
        told = len(result.applied) + len(result.skipped) + len(result.rolled_back)
        if path.read_bytes() != result.after or told != len(edits):
            tally.fault("damaged", path)
        checker.check(result, path, options)
    return tally


def failing_imports(statements: set[str], root: Path) -> list[str]:
    """Run import statements in another process, in the folder that they are for."""
    command = [sys.executable, "-W", "ignore", "-c", RUN_IMPORTS]
    done = subprocess.run(command, input=json.dumps(sorted(statements)), capture_output=True, text=True, cwd=root)
    return [line for line in done.stdout.splitlines() if " -> " in line]


def kill(folder: Path, root: Path, kills: int) -> None:
    """Write results into files over and over, killed at random moments; print what the files then hold."""
    chosen = random.Random(1)
    paths = chosen.sample(sorted(folder.rglob("*.py")), 60)
    results = list(_results(paths, root))
    begin = time.perf_counter()
    _write_all(results)
    whole = time.perf_counter() - begin
    counts: Counter[str] = Counter()
    while counts["runs killed"] < kills:
        for result in results:
            Path(result.path).write_bytes(result.before)
        child = os.fork()
        if child == 0:
            _write_all(results)
            os._exit(0)
        time.sleep(chosen.random() * whole)
        os.kill(child, signal.SIGKILL)
        counts["runs killed" if os.WIFSIGNALED(os.waitpid(child, 0)[1]) else "runs done before"] += 1
        for result in results:
            now = Path(result.path).read_bytes() if Path(result.path).exists() else None
            state = "new" if now == result.after else "old" if now == result.before else "lost or damaged"
            counts[f"files {state}"] += 1
        for rest in folder.rglob(f".*{TEMPORARY_SUFFIX}"):
            rest.unlink()
            counts["temporary files left"] += 1
    told = ", ".join(f"{state} {count:,}" for state, count in sorted(counts.items()))
    print(f"{len(results)} files, written in {whole:.2f} s; {told}")
    print(f"  files lost or damaged: {counts['files lost or damaged']}")


def _results(paths: Sequence[Path], root: Path) -> Iterator[AnnotatedSource]:
    for number, path in enumerate(paths):
        try:
            symbols = extract(parse_source(path.read_bytes(), str(path))).symbols
            edits = plausible_edits(symbols, number, ())
            result = AnnotationWriter().annotate(path, edits, RewriteOptions(module=module_of(path, root)))
        except (SourceError, RewriteError):
            continue
        if result.changed:
            yield result


def _write_all(results: Sequence[AnnotatedSource]) -> None:
    for result in results:
        AnnotationWriter().write(result)


def report(tally: Tally, seconds: float, failing: Sequence[str]) -> None:
    """Print what came of one folder."""
    print(f"{tally.files} files ({tally.unreadable} that cannot be read), {tally.changed} changed, {seconds:.0f} s")
    print(f"{tally.edits:,} edits, {tally.made:,} made, {sum(tally.refused.values()):,} refused, ", end="")
    print(f"{sum(tally.rolled_back.values()):,} rolled back")
    for title, counts in (("refused", tally.refused), ("rolled back", tally.rolled_back)):
        for reason, count in counts.most_common(25):
            print(f"  {title} {count:7,}  {reason}")
    faults = ("does not compile", "tree differs", "bytes differ", "cannot be undone", "symbols differ")
    for kind in (*faults, "changes again", "import not found", "damaged"):
        print(f"  {kind}: {tally.faults[kind]}")
    print("\n".join(f"    {place}" for place in tally.places[:40]))
    print(f"  {len(tally.imports)} kinds of import run, {len(failing)} failed")
    print("\n".join(f"    {line[:200]}" for line in failing[:40]), flush=True)


def main() -> None:
    """Annotate and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[Path(sysconfig.get_path("stdlib"))])
    parser.add_argument("--into", type=Path, help="a folder for the copies, which are then kept")
    parser.add_argument("--files", type=int, help="so many of a folder, drawn by chance; all by default")
    parser.add_argument("--kills", type=int, default=0, help="so many killed runs in the first folder")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as temporary:
        into = options.into or Path(temporary)
        for folder in options.folders:
            root = into if (folder / "__init__.py").exists() else into / folder.name
            copy = into / folder.name
            shutil.copytree(folder, copy, ignore=NOT_COPIED)
            print(f"\n{folder.name}", flush=True)
            begin = time.perf_counter()
            tally = annotate_folder(copy, root, options.files)
            report(tally, time.perf_counter() - begin, failing_imports(tally.imports, root))
        if options.kills:
            folder = options.folders[0]
            copy = Path(temporary) / "killed" / folder.name
            shutil.copytree(folder, copy, ignore=NOT_COPIED)
            kill(copy, copy.parent if (folder / "__init__.py").exists() else copy, options.kills)


if __name__ == "__main__":
    main()
