"""Every error of the project has one root; messages name the file, the place, what is wrong and what to do."""

from __future__ import annotations

from graph_extraction import SourceError, TypilusError

__all__ = [
    "CheckerError",
    "CheckpointError",
    "CorpusError",
    "RewriteError",
    "SourceError",
    "TypeExpressionError",
    "TypilusError",
    "WorkerError",
]


class TypeExpressionError(TypilusError):
    """A text that cannot be read as a type."""


class CorpusError(TypilusError):
    """A package, manifest or shard that cannot be used."""


class CheckpointError(TypilusError):
    """A model or type map that is missing, corrupt or of another version."""


class CheckerError(TypilusError):
    """A checker or project that cannot be used as asked; what a checker finds is an outcome, not an error."""


class RewriteError(TypilusError):
    """A file that annotations cannot be written into: no plain Python 3 source, or not writable."""


class WorkerError(TypilusError):
    """A worker process that has ended before its work was done."""
