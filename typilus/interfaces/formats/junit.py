"""Findings as JUnit XML, which nearly every CI service shows as tests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from typilus.files import relative_path
from typilus.interfaces.formats.contract import FileResult, RunInfo
from typilus.interfaces.formats.items import ReportedItem
from typilus.printable import printable

__all__ = ["JunitFormat"]


class JunitFormat:
    """A test suite with one test for each finding, which fails, and one that passes for each file without any."""

    def write(self, results: Iterable[FileResult], out: TextIO, run: RunInfo) -> None:
        """See `OutputFormat.write`."""
        out.write('<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="typilus">\n<testsuite name="typilus">\n')
        for result in results:
            path = _attribute(relative_path(result.path, run.root))
            items = list(run.items([result]))
            for item in items:
                out.write(_test_case(item, path))
            if not items:
                out.write(f"<testcase classname={path} name={path}/>\n")
        out.write("</testsuite>\n</testsuites>\n")


def _test_case(item: ReportedItem, path: str) -> str:
    """A failed test, or for a file that cannot be read one with an error."""
    kind = "error" if item.rule.about_run else "failure"
    line = f' line="{item.line}"' if item.line is not None else ""
    name = f"{item.rule.name} {item.symbol}".rstrip()
    body = f"<{kind} type={_attribute(item.rule.id)} message={_attribute(item.message)}>{_text(item)}</{kind}>"
    return f"<testcase classname={path} name={_attribute(name)} file={path}{line}>{body}</testcase>\n"


def _text(item: ReportedItem) -> str:
    line = "" if item.line is None else f":{item.line}:{item.column + 1}"
    return escape(_valid(f"{item.path}{line}: {item.message}"))


def _attribute(text: str) -> str:
    return quoteattr(_valid(text).replace("\n", " "))


def _valid(text: str) -> str:
    """The text without characters that XML 1.0 or UTF-8 does not know."""
    text = printable(text).encode("utf-8", "backslashreplace").decode()
    return text.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
