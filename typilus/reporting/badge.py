"""A badge with the coverage, as SVG."""

from __future__ import annotations

from typing import Final

from typilus.reporting.coverage import coverage_of, symbols_of
from typilus.reporting.report_values import TypeReport

__all__ = ["badge_of"]

_SVG: Final = "http://www.w3.org/2000/svg"
_LABEL: Final = "typed"
_LABEL_WIDTH: Final = 44
_DIGIT_WIDTH: Final = 7
# From which share on: dark enough for white letters.
_COLORS: Final = ((0.9, "#1a7f37"), (0.7, "#4d7a00"), (0.4, "#8a6100"), (0.0, "#b3261e"))


def badge_of(report: TypeReport) -> str:
    """The badge of the annotated share. It is rounded down: 100 % says that nothing is missing."""
    share = coverage_of(symbols_of(report.files)).share()
    text = f"{int(100 * share + 1e-9)}%"
    width = _DIGIT_WIDTH * len(text) + 14
    color = next(color for least, color in _COLORS if share >= least)
    whole, middle = _LABEL_WIDTH + width, _LABEL_WIDTH + width / 2
    return f"""<svg xmlns="{_SVG}" width="{whole}" height="20" role="img" aria-label="{_LABEL}: {text}">
<title>{_LABEL}: {text}</title>
<clipPath id="corners"><rect width="{whole}" height="20" rx="3"/></clipPath>
<g clip-path="url(#corners)">
<rect width="{_LABEL_WIDTH}" height="20" fill="#444"/>
<rect x="{_LABEL_WIDTH}" width="{width}" height="20" fill="{color}"/>
</g>
<g fill="#fff" text-anchor="middle" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11">
<text x="{_LABEL_WIDTH / 2:g}" y="14">{_LABEL}</text>
<text x="{middle:g}" y="14">{text}</text>
</g>
</svg>
"""
