"""The contents of a built corpus and of what was left out, as JSON and as a table for people."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from dataclasses import field as dataclass_field
from typing import TYPE_CHECKING, Any

from graph_extraction import SymbolKind
from typilus.counting import counted
from typilus.lab.corpus.splits import Splits, side_by_file

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["COMMON_FROM", "CorpusReport", "ProjectReport", "TypeCounter"]

COMMON_FROM = 100
"""A type with at least so many labels in training is common, else rare (paper, section 6 and Table 2)."""


@dataclass(slots=True)
class ProjectReport:
    """The counts of one project.

    `failures` are files left out, by cause. `labels` are written ones; `inferred_labels` are those that a checker
    inferred, and `inference_failures` are files that it failed on, by cause. `folder` is the user's own, if it is one.
    """

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
    inferred_labels: int = 0
    inferred_by_kind: dict[str, int] = dataclass_field(default_factory=dict)
    inference_failures: dict[str, int] = dataclass_field(default_factory=dict)
    folder: str | None = None

    @property
    def title(self) -> str:
        """Its name, and the version of a package."""
        return self.name if self.folder is not None else f"{self.name} {self.version}"


@dataclass(frozen=True, slots=True)
class CorpusReport:
    """The counts of a corpus.

    Attributes:
        projects: Reports in the order of the manifest.
        types: Number of written labels of each distinct type.
        by_project: Number of labels of each side of the by-project split.
        by_file: Number of labels of each side of the by-file split.
        common_types: Types with at least 100 labels on the training side by project.
        shard_bytes: Bytes of the shards of each side by project.
        python: Version of the interpreter whose standard library and grammar were used.
        augmented_by: Checker that inferred types for symbols without annotations, with its version, or None.
        inferred_types: Number of inferred labels of each distinct type, which count nowhere else.
    """

    projects: tuple[ProjectReport, ...]
    types: Mapping[str, int]
    by_project: Mapping[str, int]
    by_file: Mapping[str, int]
    common_types: int
    shard_bytes: Mapping[str, int]
    python: str
    augmented_by: str | None = None
    inferred_types: Mapping[str, int] = dataclass_field(default_factory=dict)

    @property
    def files(self) -> int:
        """Files in the shards."""
        return sum(project.files for project in self.projects)

    @property
    def labels(self) -> int:
        """Symbols with a written label in the shards."""
        return sum(project.labels for project in self.projects)

    @property
    def inferred_labels(self) -> int:
        """Symbols with an inferred label in the shards."""
        return sum(project.inferred_labels for project in self.projects)

    @property
    def failures(self) -> dict[str, int]:
        """Files left out, by cause."""
        return _ranked(_total(project.failures for project in self.projects))

    @property
    def inference_failures(self) -> dict[str, int]:
        """Files that the checker inferred nothing for, by cause."""
        return _ranked(_total(project.inference_failures for project in self.projects))

    @property
    def labels_by_kind(self) -> dict[str, int]:
        """Symbols with a written label by kind."""
        total = _total(project.labels_by_kind for project in self.projects)
        return {kind.value: total[kind.value] for kind in SymbolKind}

    @property
    def inferred_by_kind(self) -> dict[str, int]:
        """Symbols with an inferred label by kind."""
        total = _total(project.inferred_by_kind for project in self.projects)
        return {kind.value: total[kind.value] for kind in SymbolKind}

    def zipf(self) -> dict[str, float]:
        """Return the weight of the tail: shares of all labels, and numbers of types."""
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
            "top_types": dict(list(_ranked(self.types).items())[:50]),
            "shard_bytes": dict(self.shard_bytes),
            "failures": self.failures,
            "augmented_by": self.augmented_by,
            "inferred_labels": self.inferred_labels,
            "inferred_by_kind": self.inferred_by_kind,
            "top_inferred_types": dict(list(_ranked(self.inferred_types).items())[:50]),
            "inference_failures": self.inference_failures,
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
                project.title, project.folder or project.field, project.split, f"{project.files:,}",
                f"{project.nodes:,}", f"{project.labels:,}", f"{share:.1%}", f"{left:,}",
            )  # fmt: skip
        console.print(table)
        kinds = ", ".join(f"{count:,} {kind}s" for kind, count in self.labels_by_kind.items())
        console.print(f"{counted(self.labels, 'labeled symbol')} in {counted(self.files, 'file')}: {kinds}")
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
        if self.augmented_by is not None:
            kinds = ", ".join(f"{count:,} {kind}s" for kind, count in self.inferred_by_kind.items())
            console.print(f"{self.inferred_labels:,} more symbols have a type inferred by {self.augmented_by}: {kinds}")
            causes = ", ".join(f"{cause} {count:,}" for cause, count in self.inference_failures.items())
            console.print(f"files without inferred types: {causes or 'none'}")
        if not all(self.by_project.values()):
            console.print("too few projects for a split by project: use --split file (train: --set split=file)")
        sizes = ", ".join(f"{side} {size / 1e6:.1f} MB" for side, size in self.shard_bytes.items())
        console.print(f"shards: {sizes}")


def _total(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for counter in counts:
        total.update(counter)
    return total


def _ranked(counts: Mapping[str, int]) -> dict[str, int]:
    """Most frequent first."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


class TypeCounter:
    """Counts labels by type and by side while shards are written."""

    def __init__(self, splits: Splits) -> None:
        self._splits = splits
        self.types: Counter[str] = Counter()
        self.inferred_types: Counter[str] = Counter()
        self.training: Counter[str] = Counter()
        self.by_project: Counter[str] = Counter({"train": 0, "validation": 0, "test": 0})
        self.by_file: Counter[str] = Counter({"train": 0, "validation": 0, "test": 0})

    def add(self, project: str, path: str, labels: Sequence[str], inferred: Sequence[str]) -> None:
        """Count the written and the inferred labels of one file."""
        self.inferred_types.update(inferred)
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
