"""All formats of results, by name."""

from __future__ import annotations

from typilus.interfaces.formats.contract import OutputFormat
from typilus.interfaces.formats.github import GithubFormat
from typilus.interfaces.formats.json_results import JsonArrayFormat, JsonLinesFormat
from typilus.interfaces.formats.sarif import SarifFormat
from typilus.interfaces.formats.text import TextFormat

__all__ = ["FORMATS"]

_FORMATS: tuple[OutputFormat, ...] = (TextFormat(), JsonArrayFormat(), JsonLinesFormat(), SarifFormat(), GithubFormat())
FORMATS: dict[str, OutputFormat] = {output.name: output for output in _FORMATS}
"""What `--format` of predict, annotate and audit chooses from; a format that is added here is known to all three."""
