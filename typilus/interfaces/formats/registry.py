"""All formats of results, by name: what help and parsing need is known without importing a format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from typilus.interfaces.formats.contract import OutputFormat
from typilus.lazy_names import lazy_names

__all__ = ["FORMATS", "FormatSpec"]


@dataclass(frozen=True, slots=True)
class FormatSpec:
    """A format as long as nothing is written in it.

    Attributes:
        name: By which it is asked for.
        summary: In a few words, for help.
        load: What gives the format.
    """

    name: str
    summary: str
    load: Callable[[], OutputFormat]


_format = lazy_names(
    __package__,
    {
        "csv_results": ("CsvFormat",),
        "github": ("GithubFormat",),
        "gitlab": ("GitlabFormat",),
        "json_results": ("JsonArrayFormat", "JsonLinesFormat"),
        "junit": ("JunitFormat",),
        "rdjson": ("RdjsonFormat",),
        "sarif": ("SarifFormat",),
        "text": ("TextFormat",),
    },
)
_SPECS = (
    FormatSpec("text", "for people", lambda: _format("TextFormat")()),
    FormatSpec("json", "one array", lambda: _format("JsonArrayFormat")()),
    FormatSpec("jsonl", "one object a line and file", lambda: _format("JsonLinesFormat")()),
    FormatSpec("csv", "a row a symbol or finding, for spreadsheets and databases", lambda: _format("CsvFormat")()),
    FormatSpec("sarif", "a SARIF 2.1.0 log, for code scanning", lambda: _format("SarifFormat")()),
    FormatSpec("github", "annotations of a workflow on GitHub", lambda: _format("GithubFormat")()),
    FormatSpec("gitlab", "a Code Quality report of GitLab", lambda: _format("GitlabFormat")()),
    FormatSpec("junit", "JUnit XML, which CI services show as tests", lambda: _format("JunitFormat")()),
    FormatSpec("rdjson", "diagnostics of reviewdog, with suggestions", lambda: _format("RdjsonFormat")()),
)
FORMATS: dict[str, FormatSpec] = {spec.name: spec for spec in _SPECS}
"""What `--format` of predict, annotate and audit chooses from; a format that is added here is known to all three."""
