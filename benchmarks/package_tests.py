"""The own tests of foreign packages, before and after the packages are annotated whole, without a checker.

    python -m benchmarks.package_tests --out FOLDER [--packages schema voluptuous] [--seconds 240]

For each package of `PACKAGES`: its source distribution is downloaded with pip and unpacked, an environment of its own
gets what it and its tests need, and pytest runs the tests, which import the unpacked sources. Then
`typilus annotate --write --checker none` annotates the package without its tests, and pytest runs again. No test that
passed before may fail after: what is written must never change what a program does, however wrong a type may be.

What came of a package is a line of `FOLDER/results.jsonl`; the same command goes on with the packages that are missing
there. Folders and environments are kept for a look at what differs: `FOLDER/NAME/before` and `FOLDER/NAME/after` hold
the sources, `before.xml` and `after.xml` the tests. Delete a package's line to annotate it again; its environment and
its first run of the tests are used again.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from rich.console import Console
from rich.table import Table

from graph_extraction import FunctionNode

TEST_SECONDS = 300.0
INSTALL_SECONDS = 600.0
PASSED = "passed"
_TEST_FOLDERS = frozenset({"test", "tests", "testing"})


@dataclass(frozen=True)
class Package:
    """A release on PyPI.

    Attributes:
        name, version: which.
        source: the package's folder or module in the source distribution.
        module: what the tests import; by default the name of `source`.
        tests: arguments of pytest, relative to the source distribution.
        requirements: of the tests, beside pytest and what the package itself requires.
    """

    name: str
    version: str
    source: str
    tests: tuple[str, ...]
    requirements: tuple[str, ...] = ()
    module: str = ""

    @property
    def pinned(self) -> str:
        return f"{self.name}=={self.version}"

    @property
    def imported(self) -> str:
        return self.module or Path(self.source).stem


PACKAGES = (
    Package("bottle", "0.13.4", "bottle.py", ("test",)),
    Package("cachetools", "8.0.2", "src/cachetools", ("tests",)),
    Package("factory-boy", "3.3.3", "factory", ("tests",), ("sqlalchemy", "mongomock", "django"), "factory"),
    Package("Flask-Login", "0.6.3", "src/flask_login", ("tests",), ("asgiref", "blinker", "semantic-version")),
    Package("funcy", "2.1", "funcy", ("tests",), ("whatever",)),
    Package("simpleeval", "1.0.8", "simpleeval.py", ("tests",)),
    Package("toolz", "1.0.0", "toolz", ("toolz/tests", "tlz")),
    Package("venusian", "3.1.1", "src/venusian", ("tests",)),
    Package("voluptuous", "0.16.0", "voluptuous", ("voluptuous/tests",)),
    Package("wtforms", "3.3.2", "src/wtforms", ("tests",), ("email_validator", "babel")),
)


class PackageError(Exception):
    """A package cannot be tried here; the message says why."""


@dataclass(frozen=True)
class PackageResult:
    """What came of one package.

    Attributes:
        name, version: which.
        lines: of the files that were annotated.
        before, after: how many tests had which outcome.
        lost: tests that passed before and do not pass now, with the outcome that they have now.
        written: annotations that the files have more than before.
        seconds: processor time of annotating.
        error: why the package could not be tried.
    """

    name: str
    version: str
    lines: int = 0
    before: dict[str, int] = field(default_factory=dict)
    after: dict[str, int] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)
    written: int = 0
    seconds: float = 0.0
    error: str = ""


class PackageFolder:
    """A package's folder below that of the results, and what is done in it.

    Args:
        package: which.
        out: folder of the results.
    """

    def __init__(self, package: Package, out: Path) -> None:
        self.package = package
        self.folder = out.absolute() / package.name
        self.project = self.folder / "after"
        self._environment = self.folder / "environment"

    @property
    def _python(self) -> Path:
        return self._environment / "bin" / "python"

    def prepare(self) -> None:
        """Unpack the distribution, twice, and make an environment.

        Raises:
            PackageError: pip fails, or the tests would import another copy.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        original = self.folder / "before"
        if not original.exists():
            self._unpack(original)
        if self.project.exists():
            shutil.rmtree(self.project)
        shutil.copytree(original, self.project, symlinks=True)
        if not (self.folder / "installed").exists():
            self._install()
            (self.folder / "installed").touch()
        imported = f"import {self.package.imported} as package; print(package.__file__)"
        place = Path(self._run([str(self._python), "-c", imported], TEST_SECONDS).strip())
        if not place.is_relative_to(self.project / self.package.source):
            raise PackageError(f"the tests import {place}, which is not annotated")

    def _install(self) -> None:
        """The release's wheel for what it requires and for its metadata; its modules are shadowed by the sources."""
        shutil.rmtree(self._environment, ignore_errors=True)
        self._run([sys.executable, "-m", "venv", "--without-pip", str(self._environment)], INSTALL_SECONDS)
        pip = [sys.executable, "-m", "pip", "--python", str(self._python), "install", "-q", "--no-compile"]
        self._run([*pip, "pytest", self.package.pinned, *self.package.requirements], INSTALL_SECONDS)

    def _unpack(self, into: Path) -> None:
        download = self.folder / "download"
        if not download.exists():
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d"]
            self._run([*command, str(download), self.package.pinned], INSTALL_SECONDS)
        (archive,) = download.iterdir()
        with tempfile.TemporaryDirectory(dir=self.folder) as temporary, tarfile.open(archive) as files:
            files.extractall(temporary, filter="data")
            (unpacked,) = Path(temporary).iterdir()
            unpacked.rename(into)

    def sources(self, project: Path) -> list[Path]:
        """The package's own files in one of the two copies, without its tests."""
        source = project / self.package.source
        if source.is_file():
            return [source]
        paths = sorted(source.rglob("*.py"))
        return [path for path in paths if not _is_test(path.relative_to(source))]

    def run_tests(self, name: str, again: bool = True) -> dict[str, str]:
        """The outcome of each test by its id.

        Args:
            name: of the report in the package's folder.
            again: run them although there is a report.

        Raises:
            PackageError: pytest makes no report.
        """
        report = self.folder / f"{name}.xml"
        if again or not report.exists():
            report.unlink(missing_ok=True)
            options = ["-q", "-o", "addopts=", "-o", "junit_family=xunit2", "-p", "no:cacheprovider"]
            command = [str(self._python), "-m", "pytest", *options, f"--junitxml={report}", *self.package.tests]
            output = self._run(command, TEST_SECONDS, may_fail=True)
            (self.folder / f"{name}.txt").write_text(output, encoding="utf-8")
            if not report.exists():
                raise PackageError(f"pytest has no report: {output.strip()[-300:]}")
        return read_report(report)

    def annotate(self, confidence: float) -> float:
        """Annotate the package in place; gives the processor seconds.

        Raises:
            PackageError: typilus fails.
        """
        command = [sys.executable, "-m", "typilus", "annotate", "--write", "--checker", "none", "--workers", "1"]
        command += ["--min-confidence", str(confidence), "--project", str(self.project)]
        command += ["--environment", str(self._environment), "--format", "jsonl"]
        begin = _seconds_of_children()
        paths = map(str, self.sources(self.project))
        done = subprocess.run([*command, *paths], stdout=subprocess.PIPE, text=True, check=False)
        (self.folder / "annotated.jsonl").write_text(done.stdout, encoding="utf-8")
        if done.returncode not in (0, 1):
            raise PackageError(f"typilus annotate ends with {done.returncode}")
        return _seconds_of_children() - begin

    def _run(self, command: Sequence[str], seconds: float, may_fail: bool = False) -> str:
        """What a command prints, in the copy that is annotated, whose modules come first."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        path = str((self.project / self.package.source).parent)
        environment = {**kept, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
        folder = self.project if self.project.exists() else self.folder
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                timeout=seconds,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise PackageError(f"more than {seconds:.0f} s: {' '.join(command)}") from error
        if done.returncode and not may_fail:
            raise PackageError(f"{' '.join(command)[:200]}: {done.stdout.strip()[-300:]}")
        return done.stdout


def _is_test(path: Path) -> bool:
    return not _TEST_FOLDERS.isdisjoint(path.parts[:-1]) or path.stem.startswith("test_")


def _seconds_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def read_report(path: Path) -> dict[str, str]:
    """The outcome of each test of a JUnit report: `passed`, `failure`, `error` or `skipped`."""
    outcomes: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for case in ElementTree.parse(path).iter("testcase"):
        name = f"{case.get('classname')}::{case.get('name')}"
        seen[name] += 1
        if seen[name] > 1:
            name = f"{name}#{seen[name]}"
        tags = {child.tag for child in case} & {"failure", "error", "skipped"}
        outcomes[name] = min(tags, default=PASSED)
    return outcomes


def count_annotations(paths: Sequence[Path]) -> int:
    """Annotated parameters, returns and variables."""
    count = 0
    for path in paths:
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, FunctionNode):
                count += node.returns is not None
            count += isinstance(node, ast.AnnAssign) or (isinstance(node, ast.arg) and node.annotation is not None)
    return count


def try_package(package: Package, out: Path, confidence: float) -> PackageResult:
    """Test, annotate, test again."""
    folder = PackageFolder(package, out)
    try:
        folder.prepare()
        before = folder.run_tests("before", again=False)
        if PASSED not in before.values():
            raise PackageError("no test passes before")
        seconds = folder.annotate(confidence)
        after = folder.run_tests("after")
    except PackageError as error:
        return PackageResult(package.name, package.version, error=str(error))
    old, new = folder.sources(folder.folder / "before"), folder.sources(folder.project)
    passed = [test for test, outcome in before.items() if outcome == PASSED]
    return PackageResult(
        package.name,
        package.version,
        lines=sum(path.read_bytes().count(b"\n") for path in old),
        before=dict(Counter(before.values())),
        after=dict(Counter(after.values())),
        lost={test: after.get(test, "missing") for test in passed if after.get(test) != PASSED},
        written=count_annotations(new) - count_annotations(old),
        seconds=seconds,
    )


def read_results(path: Path) -> list[PackageResult]:
    """What earlier calls have found."""
    if not path.exists():
        return []
    return [PackageResult(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def show(results: Sequence[PackageResult]) -> None:
    """Print a table, and each test that is lost."""
    table = Table(title="packages' own tests before and after they are annotated")
    table.add_column("package")
    for title in ("lines", "written", "passed before", "after", "lost", "not before", "after", "CPU s", "/1,000 lines"):
        table.add_column(title, justify="right")
    for result in results:
        if result.error:
            table.add_row(f"{result.name} {result.version}", result.error)
            continue
        counts: list[int] = []
        for outcomes in (result.before, result.after):
            counts += (outcomes.get(PASSED, 0), sum(outcomes.values()) - outcomes.get(PASSED, 0))
        cells = (result.lines, result.written, counts[0], counts[2], len(result.lost), counts[1], counts[3])
        rate = 1000 * result.seconds / max(result.lines, 1)
        told = [f"{cell:,}" for cell in cells]
        table.add_row(f"{result.name} {result.version}", *told, f"{result.seconds:.1f}", f"{rate:.1f}")
    console = Console()
    console.print(table)
    for result in results:
        for test, outcome in result.lost.items():
            console.print(f"{result.name}: {test}: {outcome}", markup=False)
    tried = [result for result in results if not result.error]
    kept = sum(not result.lost for result in tried)
    written = sum(result.written for result in tried)
    console.print(f"{kept} of {len(tried)} packages pass what they passed before; {written:,} annotations written")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder of the results")
    parser.add_argument("--packages", nargs="+", choices=[package.name for package in PACKAGES], help="all by default")
    parser.add_argument("--min-confidence", type=float, default=0.5)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no package after so long")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    file = options.out / "results.jsonl"
    results = read_results(file)
    end = time.monotonic() + options.seconds
    for package in PACKAGES:
        is_known = (package.name, package.version) in {(result.name, result.version) for result in results}
        is_chosen = not options.packages or package.name in options.packages
        if is_chosen and not is_known and time.monotonic() < end:
            results.append(try_package(package, options.out, options.min_confidence))
            with file.open("a", encoding="utf-8") as lines:
                lines.write(f"{json.dumps(asdict(results[-1]))}\n")
    show(results)


if __name__ == "__main__":
    main()
