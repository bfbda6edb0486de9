"""JUnit XML: a test for each finding and for each file without any, whatever messages hold."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from typilus.interfaces.formats.contract import RunInfo
from typilus.interfaces.formats.items import SUGGESTED_TYPE, UNREADABLE_FILE, ReportedItem
from typilus.interfaces.formats.junit import JunitFormat


def written(files: dict[str, list[ReportedItem]], root: Path) -> ElementTree.Element:
    out = io.StringIO()
    results = [SimpleNamespace(path=path) for path in files]
    run = RunInfo(root, (), lambda results: [item for result in results for item in files[result.path]], lambda _: "")
    JunitFormat().write(results, out, run)
    return ElementTree.fromstring(out.getvalue().encode())


def test_findings_fail_and_files_without_any_pass(tmp_path: Path) -> None:
    finding = ReportedItem(str(tmp_path / "a.py"), 3, 4, 5, SUGGESTED_TYPE, "x may be int", symbol="f.x")
    failure = ReportedItem(str(tmp_path / "b.py"), None, 0, 0, UNREADABLE_FILE, "no")
    files = {finding.path: [finding], failure.path: [failure], str(tmp_path / "c.py"): []}
    suite = written(files, tmp_path)
    one, other, passed = suite.iter("testcase")
    assert (one.attrib["file"], one.attrib["line"], one.attrib["name"]) == ("a.py", "3", "SuggestedType f.x")
    assert [child.tag for child in one] == ["failure"]
    assert one[0].attrib["message"] == "x may be int"
    assert [child.tag for child in other] == ["error"]
    assert "line" not in other.attrib
    assert (passed.attrib["classname"], list(passed)) == ("c.py", [])


@given(st.text("a<>&\"'\n\r\x00\x1b]\u2028\ufffe\ud800", max_size=8))
@settings(max_examples=60)
def test_every_message_gives_valid_xml(message: str) -> None:
    item = ReportedItem("a.py", 1, 0, 1, SUGGESTED_TYPE, message, symbol=message)
    (case,) = written({"a.py": [item]}, Path("/root")).iter("testcase")
    assert "failure" in [child.tag for child in case]
