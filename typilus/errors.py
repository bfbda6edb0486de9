"""The errors of the project under one root. Messages name the file, the position, the fault and the remedy."""

from __future__ import annotations

from graph_extraction import SourceError, TypilusError

__all__ = [
    "ArchiveError",
    "CheckerError",
    "CheckpointError",
    "CorpusError",
    "InfillError",
    "RewriteError",
    "SourceError",
    "TypeExpressionError",
    "TypilusError",
    "WorkerError",
]


class TypeExpressionError(TypilusError):
    """A text that cannot be read as a type."""


class ArchiveError(TypilusError):
    """An archive that cannot be unpacked, or only beyond the limits."""


class CorpusError(TypilusError):
    """A package, manifest or shard that cannot be used."""


class CheckpointError(TypilusError):
    """A model or type map that is missing, corrupt or of another version."""


class CheckerError(TypilusError):
    """A checker or project that cannot be used as requested. The errors that a checker finds are no CheckerError."""


class InfillError(TypilusError):
    """A language model that cannot be opened: no such file, server or extra. What fails later is no error."""


class RewriteError(TypilusError):
    """A file that annotations cannot be written into: no plain Python 3 source, or not writable."""


class WorkerError(TypilusError):
    """A worker process that has ended before its work was done."""
