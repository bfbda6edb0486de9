"""A report as one HTML page that needs nothing but itself.

The page holds its data as JSON in an element that is not run, and its script puts texts into it as text nodes, so
nothing that stands in the code can become part of the page. A content security policy allows this one script and this
one style, by their hashes, and no request at all.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from graph_extraction.intake import read_bytes
from typilus.reporting.coverage import coverage_of
from typilus.reporting.report_values import (
    KINDS,
    ReportedCandidate,
    ReportedFile,
    ReportedSymbol,
    SymbolStatus,
    TypeReport,
)

__all__ = ["page_of"]

_SCRIPTS = ("counts.js", "overview.js", "tree.js", "source.js", "start.js")
_STATUSES = tuple(SymbolStatus)
_PLACEHOLDER = re.compile(r"@([A-Z]+)@")
_COUNTED, _PUBLIC = 1, 2
_MOST_PACKED = 18_000_000
"""Bytes of all files, compressed. The neighbors of their symbols are left out where there would be more."""


def page_of(report: TypeReport) -> str:
    """The page of a report, the same for the same report."""
    style, script = _asset("report.css"), _script()
    texts = {
        "POLICY": (
            f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
        "TITLE": escape(_clean(report.title)),
        "STYLE": style,
        "SCRIPT": script,
        "DATA": _json(_data(report)).replace("<", "\\u003c"),
    }
    # In one pass: what is put in is not searched for further places.
    return _PLACEHOLDER.sub(lambda match: texts[match[1]], _asset("report.html"))


@cache
def _asset(name: str) -> str:
    return read_bytes(Path(__file__).with_name("assets") / name).decode("utf-8")


def _script() -> str:
    """All scripts as one, which leaves no names behind."""
    return '(() => {\n"use strict";\n' + "\n".join(map(_asset, _SCRIPTS)) + "})();\n"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _json(value: Any) -> str:
    """Compact JSON. Lone surrogates, which UTF-8 does not have, are replaced."""
    return _clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _data(report: TypeReport) -> Mapping[str, Any]:
    packed = [_packed(file, has_neighbors=True) for file in report.files]
    has_neighbors = sum(map(len, packed)) <= _MOST_PACKED
    if not has_neighbors:
        packed = [_packed(file, has_neighbors=False) for file in report.files]
    return {
        "title": report.title,
        "date": report.date,
        "version": report.version,
        "floor": report.floor,
        "checker": report.checker,
        "neighbors": has_neighbors,
        "history": [[past.date, past.annotated, past.total] for past in report.history],
        "functions": [
            sum(file.annotated_functions for file in report.files),
            sum(file.functions for file in report.files),
        ],
        "files": [
            [file.path, file.error, file.note, report.before.get(file.path), _tallies(file), content]
            for file, content in zip(report.files, packed, strict=True)
        ],
    }


def _tallies(file: ReportedFile) -> list[list[Any]]:
    """The counted symbols by kind, public ones apart, as numbers: see `counts.js`."""
    tallies: list[list[Any]] = []
    for number, kind in enumerate(KINDS):
        for is_public in (False, True):
            coverage = coverage_of(
                symbol for symbol in file.symbols if symbol.kind is kind and symbol.public is is_public
            )
            if coverage.total:
                written = coverage.annotated - coverage.any
                suggested = list(map(_thousandths, coverage.suggested))
                tallies.append(
                    [number, int(is_public), written, coverage.any, coverage.rejected, coverage.open, suggested]
                )
    return tallies


def _packed(file: ReportedFile, has_neighbors: bool) -> str:
    """The text and the symbols, compressed: most are never looked at."""
    if file.error is not None:
        return ""
    content = {"text": file.text, "symbols": [_symbol(symbol, has_neighbors) for symbol in file.symbols]}
    return base64.b64encode(zlib.compress(_json(content).encode(), 9)).decode("ascii")


def _symbol(symbol: ReportedSymbol, has_neighbors: bool) -> list[Any]:
    return [
        KINDS.index(symbol.kind),
        symbol.line,
        symbol.column,
        symbol.name,
        symbol.scope,
        _STATUSES.index(symbol.status),
        _COUNTED * symbol.counted + _PUBLIC * symbol.public,
        symbol.annotation,
        None if symbol.probability is None else _thousandths(symbol.probability),
        symbol.reason,
        [_candidate(candidate, has_neighbors) for candidate in symbol.candidates],
    ]


def _candidate(candidate: ReportedCandidate, has_neighbors: bool) -> list[Any]:
    shown = candidate.neighbors if has_neighbors else ()
    neighbors = [[neighbor.name, neighbor.location, neighbor.distance] for neighbor in shown]
    return [candidate.text, _thousandths(candidate.probability), candidate.source, neighbors]


def _thousandths(probability: float) -> int:
    return round(1000 * probability)
