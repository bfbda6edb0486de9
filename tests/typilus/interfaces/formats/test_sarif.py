"""SARIF as other programs read it: valid by the official schema, and right about places."""

from __future__ import annotations

import io
import os
import tracemalloc
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urljoin, urlparse

import pytest

from tests.typilus.interfaces.formats.sarif_logs import read_log
from typilus.interfaces.formats import ReportedItem
from typilus.interfaces.formats.items import ANNOTATION_DISAGREES, SUGGESTED_TYPE, UNREADABLE_FILE
from typilus.interfaces.formats.sarif import SarifWriter, write_sarif
from typilus.rewriting import TextEdit

RULES = (SUGGESTED_TYPE, ANNOTATION_DISAGREES, UNREADABLE_FILE)


def written(items: Iterable[ReportedItem], root: Path) -> dict[str, Any]:
    out = io.StringIO()
    write_sarif(items, out, RULES, "1.2.3", root)
    return read_log(out.getvalue())


def item(path: Path | str, symbol: str = "f.x", line: int = 3, **more: Any) -> ReportedItem:
    return ReportedItem(str(path), line, 6, 7, SUGGESTED_TYPE, f"{symbol}: int", symbol=symbol, **more)


def test_nothing_found(tmp_path: Path) -> None:
    run = written([], tmp_path)
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert run["tool"]["driver"]["version"] == "1.2.3"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [SUGGESTED_TYPE.id, ANNOTATION_DISAGREES.id]


def test_a_finding_with_everything(tmp_path: Path) -> None:
    fix = (TextEdit(3, 7, 3, 7, ": int"), TextEdit(1, 0, 1, 0, "import os\n"))
    found = item(tmp_path / "a.py", confidence=0.876, properties={"kind": "parameter"}, fix=fix)
    (result,) = written([found], tmp_path)["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"], result["rank"]) == (
        SUGGESTED_TYPE.id,
        0,
        "note",
        87.6,
    )
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 7, "endColumn": 8}
    assert place["artifactLocation"] == {"uri": "a.py", "uriBaseId": "%SRCROOT%"}
    assert result["properties"] == {"kind": "parameter"}
    first, second = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert first["deletedRegion"] == {"startLine": 3, "startColumn": 8, "endLine": 3, "endColumn": 8}
    assert second["insertedContent"] == {"text": "import os\n"}


@pytest.mark.parametrize("name", ["a b.py", "größe/#1?.py", "100%.py", "a:b.py", "[x]&{y}.py", "\udcff.py"])
def test_uris_lead_back_to_the_file(tmp_path: Path, name: str) -> None:
    root = tmp_path / "my project"
    run = written([item(root / name), item(tmp_path / name)], root)
    base = run["originalUriBaseIds"]["%SRCROOT%"]["uri"]
    inside, outside = (each["locations"][0]["physicalLocation"]["artifactLocation"] for each in run["results"])
    assert "uriBaseId" not in outside
    for uri, path in ((urljoin(base, inside["uri"]), root / name), (outside["uri"], tmp_path / name)):
        parts = urlparse(uri)
        assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("file", "", "", "")
        assert unquote_to_bytes(parts.path) == os.fsencode(path)


def test_paths_are_relative_to_the_root_however_they_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pkg").mkdir()
    monkeypatch.chdir(tmp_path / "pkg")
    run = written([item("./a.py"), item("../b.py"), item("<stdin>")], tmp_path)
    places = [each["locations"][0]["physicalLocation"]["artifactLocation"] for each in run["results"]]
    assert [place["uri"] for place in places] == ["pkg/a.py", "b.py", "%3Cstdin%3E"]


def test_fingerprints_stay_when_lines_move_and_tell_symbols_apart(tmp_path: Path) -> None:
    def prints(*items: ReportedItem) -> list[str]:
        return [each["partialFingerprints"]["typilusSymbol/v1"] for each in written(items, tmp_path)["results"]]

    before = prints(item("a.py", "f.x", 3), item("a.py", "f.y", 3), item("a.py", "f.x", 9), item("b.py", "f.x", 3))
    assert len(set(before)) == 4
    assert before == prints(
        item("a.py", "f.x", 5), item("a.py", "f.y", 6), item("a.py", "f.x", 11), item("b.py", "f.x", 4)
    )


def test_what_could_not_be_read_is_told_of_the_run(tmp_path: Path) -> None:
    bad = ReportedItem("a{0}.py", None, 0, 0, UNREADABLE_FILE, "a{0}.py:1: no Python")
    run = written([bad, item("b.py"), bad], tmp_path)
    assert len(run["results"]) == 1
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is True
    first, second = invocation["toolExecutionNotifications"]
    assert first == second
    assert (first["level"], first["descriptor"]) == ("error", {"id": UNREADABLE_FILE.id, "index": 0})
    assert first["message"]["text"] == "a{{0}}.py:1: no Python"  # as the standard writes braces that mean themselves
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("a%7B0%7D.py")


def test_what_a_terminal_obeys_is_escaped_in_it(tmp_path: Path) -> None:
    text = "\x9b2J\u2028\u202e\ufeff\x85 é"
    unreadable = ReportedItem(str(tmp_path / "a.py"), None, 0, 0, UNREADABLE_FILE, f"no {text}")
    fix = (TextEdit(1, 0, 1, 0, text),)
    found = [item(tmp_path / "a.py", text, properties={"reason": text}, fix=fix), unreadable]
    out = io.StringIO()
    write_sarif(found, out, RULES, "1.2.3", tmp_path)
    assert all(line.isprintable() for line in out.getvalue().split("\n"))
    run = read_log(out.getvalue())
    (result,) = run["results"]
    assert result["message"]["text"] == f"{text}: int"
    assert result["properties"] == {"reason": text}
    assert result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": text}
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == f"no {text}"


def test_a_run_that_was_stopped_still_gives_a_log(tmp_path: Path) -> None:
    out = io.StringIO()

    def items() -> Iterable[ReportedItem]:
        yield item("a.py")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_sarif(items(), out, RULES, "1", tmp_path)
    run = read_log(out.getvalue())
    assert len(run["results"]) == 1
    assert run["invocations"][0]["executionSuccessful"] is False


def test_nothing_more_is_written_to_a_closed_pipe(tmp_path: Path) -> None:
    out = io.StringIO()
    with pytest.raises(BrokenPipeError), SarifWriter(out, RULES, "1", tmp_path):
        raise BrokenPipeError
    assert "invocations" not in out.getvalue()


class Nowhere(io.StringIO):
    """Counts what is written to it."""

    size = 0

    def write(self, text: str) -> int:
        self.size += len(text)
        return len(text)


def test_memory_does_not_grow_with_the_log(tmp_path: Path) -> None:
    def items(count: int) -> Iterable[ReportedItem]:
        for number in range(count):
            yield item(f"{number}.py", confidence=0.5)
            yield ReportedItem(f"{number}.py", None, 0, 0, UNREADABLE_FILE, "x" * 2000)

    write_sarif(items(10), Nowhere(), RULES, "1", tmp_path)
    tracemalloc.start()
    try:
        write_sarif(items(1_500), out := Nowhere(), RULES, "1", tmp_path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert out.size > 3_500_000
    assert peak < 2_500_000
