"""Findings that a project accepts for now, so that only new ones count: it can begin today and mend them later."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from graph_extraction.intake import exists, parse_json, read_bytes
from typilus.errors import TypilusError
from typilus.files import relative_path, write_file

__all__ = ["SUGGESTION_RULE", "AcceptedFindings", "FindingKey"]

_FORMAT = "typilus-baseline"
SUGGESTION_RULE = "typilus/suggested-type"
"""The ID of suggestions among the rules of findings."""
FindingKey = tuple[str, str]
"""A finding as a baseline knows it: the ID of its rule, and the qualified name of its symbol. So lines may move."""


@dataclass
class AcceptedFindings:
    """The accepted findings of one project, the content of a baseline.

    A finding is known by its file, rule and symbol. A file or a symbol that is renamed has new ones.

    Attributes:
        path: Of the baseline.
        root: Of the project; files are named from there.
        counts: For each file, how often each finding is in it.
    """

    path: Path
    root: Path
    counts: dict[str, Counter[FindingKey]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: str | os.PathLike[str], root: Path) -> AcceptedFindings:
        """Return what a baseline holds: nothing if there is none yet.

        Raises:
            TypilusError: The file cannot be read, or holds something else.
        """
        baseline = Path(path)
        return cls(baseline, root, _read(baseline) if exists(baseline) else {})

    def of(self, path: str, rules: Iterable[str]) -> Counter[FindingKey]:
        """Return how often each finding of some rules is accepted in a file."""
        wanted = frozenset(rules)
        counts = self.counts.get(relative_path(path, self.root), Counter())
        return Counter({key: count for key, count in counts.items() if key[0] in wanted})

    def accept(self, path: str, rules: Iterable[str], findings: Iterable[FindingKey]) -> None:
        """Accept these findings of a file, and no others of these rules. Those of other rules stay."""
        name, former = relative_path(path, self.root), self.of(path, rules)
        counts = self.counts.pop(name, Counter()) - former
        counts.update(findings)
        if counts:
            self.counts[name] = counts

    def write(self) -> None:
        """Write the baseline, as a whole or not at all."""
        findings = {
            name: {f"{rule} {symbol}": count for (rule, symbol), count in sorted(counts.items())}
            for name, counts in sorted(self.counts.items())
        }
        text = json.dumps({"format": _FORMAT, "version": 1, "findings": findings}, indent=1, ensure_ascii=True)
        write_file(self.path, f"{text}\n".encode())


def _read(path: Path) -> dict[str, Counter[FindingKey]]:
    try:
        document = parse_json(read_bytes(path))
    except (OSError, ValueError) as error:
        raise TypilusError(f"{path}: cannot be read as a baseline: {error}") from error
    if not isinstance(document, dict) or document.get("format") != _FORMAT or document.get("version") != 1:
        raise TypilusError(f"{path}: is no baseline of this version; --update-baseline makes one in another file")
    try:
        return {str(name): _counts(keys) for name, keys in document["findings"].items()}
    except (KeyError, AttributeError, TypeError, ValueError):
        raise TypilusError(
            f"{path}: is damaged (findings by file are expected); remove it, and --update-baseline makes it anew"
        ) from None


def _counts(keys: dict[str, int]) -> Counter[FindingKey]:
    counts: Counter[FindingKey] = Counter()
    for key, count in keys.items():
        rule, _, symbol = str(key).partition(" ")
        counts[rule, symbol] = int(count)
    return counts
