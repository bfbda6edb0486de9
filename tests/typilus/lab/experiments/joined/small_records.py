"""Measured symbols made up: what was said of each, and what is true."""

from __future__ import annotations

from typilus.lab.experiments.joined.records import FileRecord, SymbolRecord, Voice

__all__ = ["file_of", "symbol_of"]


def symbol_of(truth: str, *said: str, kind: str = "parameter", line: int = 1, **facts: float) -> SymbolRecord:
    """`symbol_of("int", "typespace int 0.9", "value str 0.5")`: source, type and probability of each voice."""
    voices = []
    for each in said:
        source, _, rest = each.partition(" ")
        name, _, chance = rest.rpartition(" ")
        voices.append(Voice(name, float(chance), source))
    ranked = {voice.type: voice for voice in sorted(voices, key=lambda voice: voice.probability)}
    ordered = tuple(sorted(ranked.values(), key=lambda voice: -voice.probability))
    return SymbolRecord(kind, "f", f"x{line}", line, truth, ordered, tuple(voices), (), {"": facts})


def file_of(project: str, *symbols: SymbolRecord, path: str = "a.py") -> FileRecord:
    """A file with these symbols."""
    return FileRecord(project, path, None, symbols, 0.1)
