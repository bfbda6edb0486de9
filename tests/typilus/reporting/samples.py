"""A small report, put together by hand: every status, two folders, a broken file, and names that try to be HTML."""

from __future__ import annotations

from graph_extraction import SymbolKind
from typilus.reporting import PastReport, ReportedFile, ReportedSymbol, SymbolStatus, TypeReport
from typilus.reporting.report_values import ReportedCandidate, ReportedNeighbor

ATTACK = '</script><script>window.hacked = 1</script><img src="https://example.com/x" onerror="window.hacked = 2">'
SHOP = f"""import os
LIMIT = os.getcwd()
class Shop:
    def add(self, price, count: int, tags) -> None:
        self.price = "😀", price  # {ATTACK}
    def _drop(self, thing): return "{ATTACK}"
"""
NEIGHBORS = (ReportedNeighbor("cost", f"{ATTACK}/a.py:7", 1.25), ReportedNeighbor("fee", "lib/b.py:9", 2.5))
SURE = ReportedCandidate("Decimal", 0.93, "typespace", NEIGHBORS)
UNSURE = ReportedCandidate("list[str]", 0.62, "name")


def symbol(
    kind: SymbolKind,
    name: str,
    position: tuple[int, int],
    status: SymbolStatus,
    annotation: str | None = None,
    candidate: ReportedCandidate | None = None,
) -> ReportedSymbol:
    """A symbol, which is counted, and public unless its name is private."""
    scope = "" if kind is SymbolKind.VARIABLE else "Shop" if kind is not SymbolKind.PARAMETER else "Shop.add"
    reason = None if annotation else f"mypy rejects int: {ATTACK}" if status is SymbolStatus.REJECTED else "unsure"
    return ReportedSymbol(
        kind,
        scope,
        name,
        *position,
        status=status,
        counted=True,
        public=not name.startswith("_"),
        annotation=annotation,
        probability=candidate.probability if candidate is not None and status is SymbolStatus.SUGGESTED else None,
        reason=reason,
        candidates=() if candidate is None else (candidate,),
    )


SYMBOLS = (
    symbol(SymbolKind.VARIABLE, "LIMIT", (2, 0), SymbolStatus.OPEN),
    symbol(SymbolKind.RETURN, "add", (4, 8), SymbolStatus.WRITTEN, "None"),
    symbol(SymbolKind.PARAMETER, "price", (4, 18), SymbolStatus.SUGGESTED, "Decimal", SURE),
    symbol(SymbolKind.PARAMETER, "count", (4, 25), SymbolStatus.ANY, "int"),
    symbol(SymbolKind.PARAMETER, "tags", (4, 37), SymbolStatus.SUGGESTED, "list[str]", UNSURE),
    symbol(SymbolKind.ATTRIBUTE, "price", (5, 13), SymbolStatus.REJECTED, None, SURE),
    symbol(SymbolKind.RETURN, "_drop", (6, 8), SymbolStatus.OPEN),
)
FILES = (
    ReportedFile("pkg/shop.py", None, None, "mypy", SHOP, SYMBOLS, 1, 2),
    ReportedFile("pkg/deep/more.py", None, "no plain Python 3 source", None, "x = f()\n", (SYMBOLS[0],), 0, 0),
    ReportedFile(f"{ATTACK}.py", f"{ATTACK}: line 1: invalid syntax"),
)


def sample_report(**changes: object) -> TypeReport:
    """The report of these files, with some fields changed."""
    values: dict[str, object] = {
        "title": f"shop {ATTACK}",
        "date": "2026-11-29",
        "version": "1",
        "floor": 0.5,
        "checker": "mypy",
        "files": FILES,
        "history": (PastReport("2026-10-01", 1, 7), PastReport("2026-11-01", 1, 8)),
        "before": {"pkg/shop.py": (1, 7)},
    }
    return TypeReport(**{**values, **changes})  # type: ignore[arg-type]
