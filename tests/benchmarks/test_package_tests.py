"""What the benchmark of packages' own tests counts."""

from __future__ import annotations

from pathlib import Path

from benchmarks.package_tests import PACKAGES, count_annotations, read_report
from typilus.lab.corpus.corpus_manifest import load_manifest, normalized_name


def test_a_report_gives_the_outcome_of_each_test(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        "<testsuites><testsuite>"
        '<testcase classname="a" name="works"/>'
        '<testcase classname="a" name="fails"><failure message="1 != 2"/></testcase>'
        '<testcase classname="a" name="works"><error message="in its teardown"/></testcase>'
        '<testcase classname="a" name="waits"><skipped/></testcase>'
        "</testsuite></testsuites>"
    )
    assert read_report(report) == {
        "a::works": "passed",
        "a::fails": "failure",
        "a::works#2": "error",
        "a::waits": "skipped",
    }


def test_parameters_returns_and_variables_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("x: int = 1\ndef f(a: str, b, *c: int) -> None:\n    async def g(): ...\n")
    assert count_annotations([path]) == 4


def test_no_package_is_of_the_corpus() -> None:
    names = {normalized_name(package.name) for package in load_manifest().packages}
    assert names.isdisjoint(normalized_name(package.name) for package in PACKAGES)
