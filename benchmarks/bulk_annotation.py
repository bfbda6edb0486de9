"""Bulk proof: random plausible types at every symbol of whole packages, and what became of the packages.

    python -m benchmarks.bulk_annotation FOLDER --out OUT [--files N] [--imports PYTHON] [--kills 200]

Copies FOLDER (a package) to `OUT/before` and `OUT/after`, annotates every file of the second copy, and counts: files,
edits made, refused and rolled back with their reasons, files that do not compile, trees that are not equal, files that
a second run would change. With `--imports` every added import statement, and every module of both copies, is imported
by that interpreter: what fails behind but not before is counted. With `--kills` a run that writes a copy of the tree
is killed at random moments, and every file must be the old or the new one. No model is needed: types are drawn from
built-in ones, generics, unions, classes of the standard library and of the package itself.

The copies stay, so that the package's own tests can run in both (`cd OUT/after && python -m pytest ...`). For the
standard library as FOLDER, `--out PREFIX/lib` and a link from `OUT/after/python3.x` let `PYTHONHOME` point to it.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import shutil
import subprocess
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.killed_writing import killed_runs
from graph_extraction import SourceError, SymbolKind, extract, parse_source
from graph_extraction.graph import ProgramGraph
from tests.typilus.rewriting.random_edits import TYPES, comments, squeeze, undo
from typilus.annotation_types.names import module_name
from typilus.errors import RewriteError
from typilus.rewriting import AnnotatedSource, AnnotationEdit, RewriteOptions, annotate_source
from typilus.rewriting.edits import ExistingAnnotationPolicy

_IGNORED = shutil.ignore_patterns("__pycache__", "site-packages", "*.pyc")
_IMPORTER = """
import contextlib, importlib, io, json, os, sys, warnings
warnings.simplefilter("ignore")
statements, modules = json.loads(sys.stdin.read())
answer, sys.stdin = sys.stdout, io.StringIO()
def outcome(work):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            work()
        except BaseException as error:
            return f"{type(error).__name__}: {error}"[:200]
for statement in statements:
    failed = outcome(lambda: exec(statement, {}))
    # A module that cannot be imported at all, for want of settings or of another package, says nothing of the name.
    alone = failed and outcome(lambda: exec("import " + statement.split()[1], {}))
    print(json.dumps([statement, failed, bool(alone)]), file=answer, flush=True)
for module in modules:
    print(json.dumps([module, outcome(lambda: importlib.import_module(module)), False]), file=answer, flush=True)
os._exit(0)
"""


@dataclass
class Tally:
    """What is counted. Lists name files."""

    files: int = 0
    unreadable: int = 0
    lines: int = 0
    symbols: int = 0
    applied: int = 0
    seconds: float = 0.0
    refused: Counter[str] = field(default_factory=Counter)
    rolled_back: Counter[str] = field(default_factory=Counter)
    not_compiling: list[str] = field(default_factory=list)
    unequal: list[str] = field(default_factory=list)
    not_idempotent: list[str] = field(default_factory=list)
    imports: set[str] = field(default_factory=set)

    def show(self) -> None:
        """Print it."""
        print(f"files {self.files:,} ({self.unreadable} that no Python 3 reads left alone), lines {self.lines:,}")
        print(f"edits asked for {self.symbols:,}, made {self.applied:,}, refused {self.refused.total():,}, ", end="")
        print(f"rolled back {self.rolled_back.total():,}; {self.seconds:,.0f} s")
        for title, reasons in (("refused", self.refused), ("rolled back", self.rolled_back)):
            for reason, count in reasons.most_common(25):
                print(f"  {title} {count:7,}  {reason}")
        for title, names in (
            ("do not compile", self.not_compiling),
            ("trees unequal", self.unequal),
            ("changed by a second run", self.not_idempotent),
        ):
            print(f"{title}: {len(names)} {' '.join(names[:10])}")


def classes_of(root: Path, paths: Sequence[Path]) -> list[str]:
    """Canonical names of the classes at the top of a tree's modules, tests left out."""
    found: list[str] = []
    for path in paths:
        if "test" not in str(path.relative_to(root)):
            found += [
                f"{module_name(path, root)}.{node.name}"
                for node in getattr(_tree(path.read_bytes()), "body", [])
                if isinstance(node, ast.ClassDef)
            ]
    return found or ["decimal.Decimal"]


def plausible_edits(graph: ProgramGraph, classes: Sequence[str], chosen: random.Random) -> Iterator[AnnotationEdit]:
    """A type for every symbol of a file: one in three of the project's own, None for some returns."""
    for symbol in graph.symbols:
        draw = chosen.random()
        type_ = chosen.choice(TYPES)
        if draw < 0.2:
            type_ = chosen.choice(classes)
        elif draw < 0.33:
            type_ = chosen.choice(("{} | None", "list[{}]", "dict[str, {}]")).format(chosen.choice(classes))
        elif draw < 0.5 and symbol.kind is SymbolKind.RETURN:
            type_ = "None"
        yield AnnotationEdit.for_symbol(symbol, type_)


def annotate_tree(root: Path, paths: Sequence[Path], seed: int = 0) -> tuple[Tally, list[AnnotatedSource]]:
    """Annotate files of a tree, checked; nothing is written."""
    tally, results = Tally(), []
    classes = classes_of(root, paths)
    for number, path in enumerate(paths):
        tally.files += 1
        name, data = str(path.relative_to(root)), path.read_bytes()
        tally.lines += data.count(b"\n")
        options = RewriteOptions(module=module_name(path, root), is_package=path.stem == "__init__")
        begin = time.process_time()
        try:
            edits = list(plausible_edits(extract(parse_source(data, name)), classes, random.Random(f"{seed} {number}")))
            result = annotate_source(data, edits, options, str(path))
        except (SourceError, RewriteError):
            tally.unreadable += 1
            continue
        tally.seconds += time.process_time() - begin
        _check(result, name, edits, options, tally)
        results.append(result)
    return tally, results


def _check(
    result: AnnotatedSource, name: str, edits: Sequence[AnnotationEdit], options: RewriteOptions, tally: Tally
) -> None:
    """Count what became of a file, by means that the writer does not use itself."""
    tally.symbols += len(edits)
    tally.applied += len(result.applied)
    tally.refused.update(_general(refused.reason) for refused in result.skipped)
    tally.rolled_back.update(_general(refused.reason) for refused in result.rolled_back)
    tally.imports.update(result.imports)
    if _tree(result.after) is None and _tree(result.before) is not None:
        tally.not_compiling.append(name)
        return
    try:
        same = squeeze(undo(result)) == squeeze(result.before) and comments(result.after) == comments(result.before)
    except AssertionError:
        same = False
    if not same:
        tally.unequal.append(name)
    symbols = extract(parse_source(result.after, name)).symbols
    applied = {each.edit for each in result.applied}
    again = [
        AnnotationEdit.for_symbol(symbol, edit.type)
        for symbol, edit in zip(symbols, edits, strict=True)
        if edit in applied
    ]
    overwriting = replace(options, policy=ExistingAnnotationPolicy.OVERWRITE)
    if annotate_source(result.after, again, overwriting, result.path).after != result.after:
        tally.not_idempotent.append(name)


def _general(reason: str) -> str:
    """A reason without what is particular to a place."""
    words = ["…" if any(mark in word for mark in "._'`") or word.isdigit() else word for word in reason.split()]
    for sign, rest in (("means", "… means something else"), ("hide", "import * may hide …"), ("made", "… made by …")):
        if sign in words or f"{sign}s" in words:
            return rest
    return " ".join(words)


def _tree(data: bytes) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(data)
            compile(data, "<file>", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
    return tree


def outcomes(python: str, tree: Path, statements: Sequence[str], modules: Sequence[str]) -> dict[str, tuple[str, bool]]:
    """What fails when another interpreter imports: the error, and whether the module fails even alone."""
    done = subprocess.run(
        [python, "-c", _IMPORTER],
        input=json.dumps([list(statements), list(modules)]),
        capture_output=True,
        text=True,
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        check=False,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    if len(rows) < len(statements) + len(modules):
        print(f"{tree}: importing ended after {len(rows)} of {len(statements) + len(modules)}: {done.stderr[-300:]}")
    return {what: (error, alone) for what, error, alone in rows if error}


def compare_imports(python: str, before: Path, after: Path, tally: Tally, modules: Sequence[str]) -> None:
    """Print which added imports do not resolve, and which modules can no longer be imported."""
    statements = sorted(tally.imports - {"from __future__ import annotations"})
    now = outcomes(python, after, statements, modules)
    old = outcomes(python, before, [], modules)
    unresolved = {each: now[each][0] for each in statements if each in now and not now[each][1]}
    alone = sum(now[each][1] for each in statements if each in now)
    print(
        f"import statements added {len(statements):,}: unresolved {len(unresolved)}, in modules that fail by ", end=""
    )
    print(f"themselves {alone}")
    broken = {each: now[each][0] for each in modules if each in now and each not in old}
    print(f"modules {len(modules):,}: importable before {len(modules) - len(old):,}, no longer {len(broken)}")
    for what, error in [*unresolved.items(), *broken.items()][:20]:
        print(f"  {what}: {error}")


def main() -> None:
    """Copy, annotate, check, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="where the copies go; must not exist")
    parser.add_argument("--files", type=int, help="annotate only so many, drawn at random")
    parser.add_argument("--imports", metavar="PYTHON", help="interpreter of an environment with what the package needs")
    parser.add_argument("--kills", type=int, default=0)
    settings = parser.parse_args()
    for tree in ("before", "after"):
        shutil.copytree(settings.folder, settings.out / tree / settings.folder.name, ignore=_IGNORED)
    before, after = settings.out / "before", settings.out / "after"
    paths = sorted(path for path in (after / settings.folder.name).rglob("*.py") if path.is_file())
    if settings.files is not None:
        paths = sorted(random.Random(0).sample(paths, min(settings.files, len(paths))))
    root = after if (settings.folder / "__init__.py").is_file() else after / settings.folder.name
    tally, results = annotate_tree(root, paths)
    if settings.kills:
        killed_runs(results, settings.kills).show()
    for result in results:
        Path(result.path).write_bytes(result.after)
    print(settings.folder.name)
    tally.show()
    if settings.imports:
        modules = [module_name(path, root) for path in paths if not {"test", "tests"} & set(path.parts)]
        usable = [each for each in modules if each and not each.endswith("__main__")]
        compare_imports(settings.imports, before / root.relative_to(after), root, tally, usable)


if __name__ == "__main__":
    main()
