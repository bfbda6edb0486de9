"""What a built corpus holds and what was left out on the way, as JSON and as a table for people."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from dataclasses import field as dataclass_field
from typing import TYPE_CHECKING, Any

from graph_extraction import SymbolKind
from typilus.corpus.splits import Splits, side_by_file

if TYPE_CHECKING:
    from rich.console import Console

COMMON_FROM = 100
"""A type with at least so many labels in training is common, else rare (paper, section 6)."""


@dataclass(slots=True)
class ProjectReport:
    """Counts of one project; `failures` are files left out, by cause."""

    name: str
    version: str
    licence: str
    field: str
    split: str
    files_found: int = 0
    files: int = 0
    nodes: int = 0
    labels: int = 0
    labels_by_kind: dict[str, int] = dataclass_field(default_factory=dict)
    uninformative: int = 0
    malformed: int = 0
    failures: dict[str, int] = dataclass_field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CorpusReport:
    """Counts of a corpus.

    Attributes:
        projects: in the order of the manifest.
        types: number of labels of each distinct type.
        by_project: side of the by-project split to its number of labels.
        by_file: side of the by-file split to its number of labels.
        common_types: types with at least 100 labels on the training side by project.
        shard_bytes: bytes of the shards of each side by project.
        python: version of the interpreter whose standard library and grammar were used.
    """

    projects: tuple[ProjectReport, ...]
    types: Mapping[str, int]
    by_project: Mapping[str, int]
    by_file: Mapping[str, int]
    common_types: int
    shard_bytes: Mapping[str, int]
    python: str

    @property
    def files(self) -> int:
        """Files in the shards."""
        return sum(project.files for project in self.projects)

    @property
    def labels(self) -> int:
        """Labelled symbols in the shards."""
        return sum(project.labels for project in self.projects)

    @property
    def failures(self) -> dict[str, int]:
        """Files left out, by cause."""
        total: Counter[str] = Counter()
        for project in self.projects:
            total.update(project.failures)
        return dict(sorted(total.items(), key=lambda item: (-item[1], item[0])))

    @property
    def labels_by_kind(self) -> dict[str, int]:
        """Labelled symbols by kind."""
        total: Counter[str] = Counter()
        for project in self.projects:
            total.update(project.labels_by_kind)
        return {kind.value: total[kind.value] for kind in SymbolKind}

    def zipf(self) -> dict[str, float]:
        """How heavy the tail is: shares of all labels, and numbers of types."""
        counts = sorted(self.types.values(), reverse=True)
        total = max(sum(counts), 1)
        rare = [count for count in counts if count < COMMON_FROM]
        return {
            "types": len(counts),
            "share_of_top_10": sum(counts[:10]) / total,
            "types_seen_100_times": len(counts) - len(rare),
            "share_of_rarer_types": sum(rare) / total,
            "types_seen_once": sum(count == 1 for count in counts),
        }

    def to_json(self) -> str:
        """The text of `report.json`."""
        ranked = sorted(self.types.items(), key=lambda item: (-item[1], item[0]))
        document: dict[str, Any] = {
            "python": self.python,
            "files": self.files,
            "nodes": sum(project.nodes for project in self.projects),
            "labels": self.labels,
            "labels_by_kind": self.labels_by_kind,
            "labels_by_project_split": dict(self.by_project),
            "labels_by_file_split": dict(self.by_file),
            "common_types": self.common_types,
            "zipf": {name: round(value, 6) for name, value in self.zipf().items()},
            "top_types": dict(ranked[:50]),
            "shard_bytes": dict(self.shard_bytes),
            "failures": self.failures,
            "projects": [asdict(project) for project in self.projects],
        }
        return json.dumps(document, indent=1) + "\n"

    def print(self, console: Console) -> None:
        """Show tables on a rich console."""
        from rich.table import Table

        table = Table("project", "field", "side", title="Corpus")
        for name in ("files", "nodes", "labels", "share", "left out"):
            table.add_column(name, justify="right")
        for project in self.projects:
            share = project.labels / max(self.labels, 1)
            left = sum(project.failures.values())
            table.add_row(
                f"{project.name} {project.version}", project.field, project.split, f"{project.files:,}",
                f"{project.nodes:,}", f"{project.labels:,}", f"{share:.1%}", f"{left:,}",
            )  # fmt: skip
        console.print(table)
        kinds = ", ".join(f"{count:,} {kind}s" for kind, count in self.labels_by_kind.items())
        console.print(f"{self.labels:,} labelled symbols in {self.files:,} files: {kinds}")
        for title, sides in (("by project", self.by_project), ("by file", self.by_file)):
            text = ", ".join(f"{side} {count:,} ({count / max(self.labels, 1):.1%})" for side, count in sides.items())
            console.print(f"split {title}: {text}")
        zipf = self.zipf()
        console.print(
            f"{zipf['types']:,} types; the top 10 make {zipf['share_of_top_10']:.1%} of all labels,"
            f" the {zipf['types'] - zipf['types_seen_100_times']:,} seen fewer than {COMMON_FROM} times"
            f" {zipf['share_of_rarer_types']:.1%}, {zipf['types_seen_once']:,} are seen once"
        )
        causes = ", ".join(f"{cause} {count:,}" for cause, count in self.failures.items())
        console.print(f"left out: {causes or 'nothing'}")
        sizes = ", ".join(f"{side} {size / 1e6:.1f} MB" for side, size in self.shard_bytes.items())
        console.print(f"shards: {sizes}")


class TypeCounter:
    """Counts labels by type and by side while shards are written."""

    def __init__(self, splits: Splits) -> None:
        self._splits = splits
        self.types: Counter[str] = Counter()
        self.training: Counter[str] = Counter()
        self.by_project: Counter[str] = Counter({"train": 0, "validation": 0, "test": 0})
        self.by_file: Counter[str] = Counter({"train": 0, "validation": 0, "test": 0})

    def add(self, project: str, path: str, labels: list[str]) -> None:
        """Count the labels of one file."""
        side = self._splits.sides[project]
        self.types.update(labels)
        self.by_project[side] += len(labels)
        self.by_file[side_by_file(project, path)] += len(labels)
        if side == "train":
            self.training.update(labels)

    @property
    def common_types(self) -> int:
        """Types with at least 100 labels in training."""
        return sum(count >= COMMON_FROM for count in self.training.values())
