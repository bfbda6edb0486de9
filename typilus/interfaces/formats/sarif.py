"""Findings as SARIF 2.1.0, the OASIS format for results of static analysis, written while they come.

Results go out at once; only what must stand behind them (files that could not be read) waits, on disk if it is much.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from typilus.interfaces.formats.contract import FileResult, RunInfo
from typilus.interfaces.formats.fingerprints import Fingerprints
from typilus.interfaces.formats.items import ReportedItem, ReportingRule
from typilus.printable import printable_json
from typilus.version import VERSION

if TYPE_CHECKING:
    from typilus.rewriting import TextEdit

__all__ = ["SarifFormat", "SarifWriter", "write_sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BASE = "%SRCROOT%"
_IN_MEMORY = 2**20


class SarifFormat:
    """A SARIF 2.1.0 log of the run."""

    def write(self, results: Iterable[FileResult], out: TextIO, run: RunInfo) -> None:
        """See `OutputFormat.write`."""
        write_sarif(run.items(results), out, run.rules, VERSION, run.root)


def write_sarif(
    items: Iterable[ReportedItem], out: TextIO, rules: Sequence[ReportingRule], version: str, root: Path
) -> None:
    """Write a complete log of one run. The arguments are those of `SarifWriter`."""
    with SarifWriter(out, rules, version, root) as writer:
        for item in items:
            writer.add(item)


class SarifWriter:
    """A log of one run, to be used in a `with` statement. After an exception, the log says that the run failed.

    Args:
        out: Where to write.
        rules: All kinds of findings that may come.
        version: Of typilus.
        root: Paths inside of it are written relative to it.
    """

    def __init__(self, out: TextIO, rules: Sequence[ReportingRule], version: str, root: Path) -> None:
        self._out = out
        self._root = Path(os.path.realpath(root))
        self._results = [rule for rule in rules if not rule.about_run]
        self._notifications = [rule for rule in rules if rule.about_run]
        self._version = version
        self._separator = "\n"
        self._path: str | None = None
        self._location: dict[str, Any] = {}  # of the current file
        self._fingerprints = Fingerprints()
        self._waiting = tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8")  # noqa: SIM115 - closed at the end

    def __enter__(self) -> SarifWriter:
        driver = {
            "name": "typilus",
            "version": self._version,
            "rules": [_descriptor(rule) for rule in self._results],
            "notifications": [_descriptor(rule) for rule in self._notifications],
        }
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {_BASE: {"uri": _file_uri(self._root).rstrip("/") + "/"}},
        }
        head = _json({"$schema": _SCHEMA, "version": "2.1.0"}).removesuffix("}")
        self._out.write(head + ', "runs": [\n' + _json(run).removesuffix("}") + ', "results": [')
        return self

    def __exit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._waiting:
            if isinstance(error, OSError):  # what cannot be written to cannot be completed
                return
            self._waiting.seek(0)
            successful = json.dumps(error is None)
            self._out.write(f'\n], "invocations": [{{"executionSuccessful": {successful}')
            separator = ', "toolExecutionNotifications": [\n'
            for line in self._waiting:
                self._out.write(separator + line.rstrip("\n"))
                separator = ",\n"
            self._out.write("\n]" if separator == ",\n" else "")
            self._out.write("}]}]}\n")

    def add(self, item: ReportedItem) -> None:
        """Write one finding. Those of one file should come together."""
        if item.path != self._path:
            self._path, self._location = item.path, self._artifact(item.path)
        if item.rule.about_run:
            self._waiting.write(_json(self._notification(item)) + "\n")
        else:
            self._out.write(self._separator + _json(self._result(item)))
            self._separator = ",\n"

    def _result(self, item: ReportedItem) -> dict[str, Any]:
        result: dict[str, Any] = {
            "ruleId": item.rule.id,
            "ruleIndex": self._results.index(item.rule),
            "level": item.rule.level,
            "message": {"text": _escaped(item.message)},
            "locations": [_location(item, self._location)],
            "partialFingerprints": {"typilusSymbol/v1": self._fingerprints.of(item, self._location["uri"])},
        }
        if item.confidence is not None:
            result["rank"] = round(100 * item.confidence, 2)
        if item.fix:
            replacements = [_replacement(replacement) for replacement in item.fix]
            change = {"artifactLocation": self._location, "replacements": replacements}
            result["fixes"] = [{"artifactChanges": [change]}]
        if item.properties:
            result["properties"] = dict(item.properties)
        return result

    def _notification(self, item: ReportedItem) -> dict[str, Any]:
        return {
            "descriptor": {"id": item.rule.id, "index": self._notifications.index(item.rule)},
            "level": item.rule.level,
            "message": {"text": _escaped(item.message)},
            "locations": [_location(item, self._location)],
        }

    def _artifact(self, path: str) -> dict[str, Any]:
        if path.startswith("<"):  # no file, as `<stdin>`
            return {"uri": quote(path)}
        absolute = Path(path).absolute()
        absolute = Path(os.path.realpath(absolute.parent)) / absolute.name
        if absolute.is_relative_to(self._root):
            return {"uri": _quoted(absolute.relative_to(self._root).as_posix()), "uriBaseId": _BASE}
        return {"uri": _file_uri(absolute)}


def _descriptor(rule: ReportingRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": rule.level},
    }


def _location(item: ReportedItem, artifact: dict[str, Any]) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": artifact}
    if item.line is not None:
        region = {"startLine": item.line, "startColumn": item.column + 1, "endColumn": item.end_column + 1}
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    if item.symbol:
        location["logicalLocations"] = [{"fullyQualifiedName": item.symbol}]
    return location


def _replacement(replacement: TextEdit) -> dict[str, Any]:
    region = {
        "startLine": replacement.line,
        "startColumn": replacement.column + 1,
        "endLine": replacement.end_line,
        "endColumn": replacement.end_column + 1,
    }
    return {"deletedRegion": region, "insertedContent": {"text": replacement.text}}


def _escaped(text: str) -> str:
    """Braces stand for arguments in SARIF's messages, unless they are doubled."""
    return text.replace("{", "{{").replace("}", "}}")


def _file_uri(path: Path) -> str:
    """Unlike `Path.as_uri`, whatever bytes the name has."""
    name = path.as_posix()
    return f"file://{'' if name.startswith('/') else '/'}{_quoted(name)}"


def _quoted(path: str) -> str:
    return quote(os.fsencode(path))


def _json(value: Any) -> str:
    """Return JSON on one line. Characters that UTF-8 cannot encode, and control or hidden characters, are escaped."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")
    return printable_json(text)
