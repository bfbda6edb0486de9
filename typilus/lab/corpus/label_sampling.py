"""No project may drown the others: a deterministic sample of the files of those with too many labels."""

from __future__ import annotations

from collections.abc import Mapping

from typilus.lab.corpus.splits import stable_hash

__all__ = ["label_limit", "sample_files"]


def label_limit(counts: Mapping[str, int], share: float) -> int | None:
    """The most labels a project may hold so that none has more than `share` of what is left.

    None if no project is over it, or if there are too few projects for such a limit to exist.
    """
    limit = max(counts.values(), default=0)
    sizes = [count for count in counts.values() if count]
    if len(sizes) * share <= 1:
        return None
    while (lower := int(share * sum(min(size, limit) for size in sizes))) < limit:
        limit = lower
    return limit if any(size > limit for size in sizes) else None


def sample_files(project: str, labels: Mapping[str, int], limit: int | None) -> frozenset[str]:
    """Return the paths to keep, taken in the order of a stable hash as long as their labels fit.

    Args:
        project: Name of the project.
        labels: Number of labels of each path.
        limit: Limit as for `label_limit`; None keeps all.
    """
    if limit is None or sum(labels.values()) <= limit:
        return frozenset(labels)
    kept: set[str] = set()
    total = 0
    for path in sorted(labels, key=lambda path: (stable_hash(f"sample/{project}/{path}"), path)):
        if total + labels[path] <= limit:
            kept.add(path)
            total += labels[path]
    return frozenset(kept)
