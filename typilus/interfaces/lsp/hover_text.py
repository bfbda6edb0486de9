"""Explanations of a symbol's types in Markdown, short enough to be read in passing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Final

from typilus.interfaces.lsp.inlay_hints import sure_percent
from typilus.prediction import PlaceType, SymbolExplanation

__all__ = ["hover_text", "place_hover_text"]

_SHOWN: Final = 3
_MARKERS: Final = 2
_REJECTED: Final = 2
_LEAST: Final = 0.02
_MARKUP: Final = re.compile(
    r"[\\`*<&~|]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|\](?=[(\[:])"
    r"|^[#+>=-]"
)
"""What Markdown reads as markup, and no more: some editors show the strokes before it."""
_NUMBER: Final = re.compile(r"^(\d+)([.)](?:\s|$))")


def hover_text(explanation: SymbolExplanation, root: str = "") -> str:
    """Return the candidates of a symbol, who says them, from what they follow, and what was rejected.

    Args:
        explanation: Of the symbol.
        root: Of the project; paths below it are named from there.
    """
    prediction = explanation.prediction
    written = f", written {_code(prediction.existing)}" if prediction.existing else ""
    lines = [f"**{_plain(prediction.qualified_name)}** ({prediction.symbol.kind.value}{written})", ""]
    if not explanation.candidates:
        lines.append(_plain(prediction.skipped or "no type is suggested"))
    lines += _candidates(explanation, root)
    for rejected, reason in explanation.rejected[:_REJECTED]:
        lines.append(f"- not {_code(rejected.type)}: {_plain(reason)}")
    return "\n".join(lines)


def place_hover_text(place_type: PlaceType) -> str:
    """Return what an occurrence is where it stands, and from what that follows."""
    more = "" if place_type.is_whole else " or more"
    lines = [f"{_code(place_type.code or '')}: {_code(place_type.text or '')}{more}", ""]
    lines += [f"- {_plain(reason)}" for reason in place_type.reasons[:_SHOWN]]
    return "\n".join(lines)


def _candidates(explanation: SymbolExplanation, root: str) -> Iterator[str]:
    for rank, explained in enumerate(explanation.candidates[:_SHOWN]):
        candidate = explained.candidate
        if rank and candidate.probability < _LEAST:
            return
        sources = ", ".join(f"{source} {sure_percent(chance)}" for source, chance in explained.said)
        yield f"- {_code(candidate.text)} {sure_percent(candidate.probability)}: {_plain(sources)}"
        if rank == 0:
            for reason in candidate.reasons[:_SHOWN]:
                yield f"  - {_plain(reason)}"
            for neighbor in candidate.evidence[:_MARKERS]:
                marker = neighbor.marker
                location = (
                    f"{marker.project}/{marker.path}" if marker.project else marker.path.removeprefix(f"{root}{os.sep}")
                )
                yield f"  - like {_code(marker.name)} in {_plain(location)}:{marker.line}"


def _code(text: str) -> str:
    """Return a text as code, whatever it holds."""
    text = " ".join(text.split())
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"


def _plain(text: str) -> str:
    return _NUMBER.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", " ".join(text.split())))
