"""What is inferred for the occurrence behind a `^`, for tests."""

from __future__ import annotations

from graph_extraction import extract, parse_source
from typilus.static_inference import InferredType, StaticInference, occurrence_at

__all__ = ["answer_at", "type_at"]


def answer_at(source: str) -> InferredType | None:
    """What is known of the occurrence behind the mark; the file is a module without a name."""
    before, _, after = source.partition("^")
    document = parse_source(before + after + "\n")
    inference = StaticInference()
    inference.infer(document, "", extract(document).symbols)
    occurrence = occurrence_at(document, before.count("\n") + 1, len(before.rpartition("\n")[2]))
    assert occurrence is not None
    return inference.at("", occurrence)


def type_at(source: str) -> str | None:
    """The same as text, with `?` if there may be more."""
    answer = answer_at(source)
    return None if answer is None else f"{answer.type}{'' if answer.is_whole else '?'}"
