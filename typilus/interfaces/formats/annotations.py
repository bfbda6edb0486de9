"""What `annotate` would write, or has written, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from typilus.interfaces.formats.items import SUGGESTED_TYPE, UNREADABLE_FILE, ReportedItem

__all__ = ["ANNOTATION_RULES", "reported_annotations"]

ANNOTATION_RULES = (SUGGESTED_TYPE, UNREADABLE_FILE)


def reported_annotations(documents: Iterable[Mapping[str, Any]]) -> Iterator[ReportedItem]:
    """One finding for every annotation that is written, and for every file that failed.

    Args:
        documents: `AnnotatedFile.to_dict()` each.
    """
    for document in documents:
        if document["error"] is not None:
            yield ReportedItem(document["path"], None, 0, 0, UNREADABLE_FILE, document["error"])
        for symbol in document["symbols"]:
            if symbol["written"] is not None:
                yield _annotation(document, symbol)


def _annotation(document: Mapping[str, Any], symbol: Mapping[str, Any]) -> ReportedItem:
    kind, name = symbol["kind"], symbol["name"]
    name = f"{name}()" if kind == "return" else name
    qualified = f"{symbol['scope']}.{name}" if symbol["scope"] else name
    best = symbol["candidates"][0]
    judged = f", accepted by {document['checker']['name']}" if best["checked"] == "passed" else ""
    return ReportedItem(
        document["path"],
        symbol["line"],
        symbol["column"],
        symbol["column"] + len(symbol["name"]),
        SUGGESTED_TYPE,
        f"{kind} {qualified} may be annotated as '{symbol['written']}' ({best['probability']:.0%}{judged})",
        symbol=qualified,
        confidence=best["probability"],
        properties={"kind": kind, "annotation": symbol["written"], "type": best["type"], "checked": best["checked"]},
    )
