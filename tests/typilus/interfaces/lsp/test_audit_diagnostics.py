from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lsprotocol import types

from graph_extraction import Symbol, SymbolKind
from tests.typilus.interfaces.lsp.buffers import analyzed
from typilus.auditing import FileAudit, Finding
from typilus.auditing.disagreement import Disagreement
from typilus.interfaces.lsp.audit_diagnostics import diagnostics_of, fix_title
from typilus.interfaces.lsp.buffer_text import BufferText
from typilus.prediction import TypeCandidate
from typilus.rewriting import TextEdit

SOURCE = "s = '🦆'; n: str = 1\n"
TEXT = BufferText(SOURCE)
START = SOURCE.index("n:")


def finding(kind: Disagreement, contradiction: str | None = None) -> Finding:
    symbol = Symbol(0, SymbolKind.VARIABLE, "", "n", 1, START)
    fix = (TextEdit(1, START + 3, 1, START + 6, "int"),)
    candidate = TypeCandidate("int", "int", 0.97, "value")
    return Finding(symbol, "str", "str", kind, candidate, 0.01, 3, contradiction=contradiction, fix=fix)


def test_a_finding_is_at_its_name_and_as_severe_as_it_is_sure() -> None:
    kinds = (Disagreement.CONTRADICTED, Disagreement.DIFFERENT, Disagreement.WIDER)
    audited = diagnostics_of(FileAudit("a.py", None, tuple(map(finding, kinds))), TEXT, 4)
    severities = [diagnostic.severity for _, diagnostic in audited.findings]
    assert severities == [
        types.DiagnosticSeverity.Warning,
        types.DiagnosticSeverity.Information,
        types.DiagnosticSeverity.Hint,
    ]
    _, first = audited.findings[0]
    assert first.range == types.Range(types.Position(0, START + 1), types.Position(0, START + 2))
    assert (first.source, first.code) == ("typilus", "contradicted")


def test_a_message_says_what_is_written_and_what_is_more_likely() -> None:
    audited = diagnostics_of(FileAudit("a.py", None, (finding(Disagreement.DIFFERENT),)), TEXT, 4)
    assert audited.findings[0][1].message == "n is annotated str; int is more likely (97 %)"
    proved = finding(Disagreement.CONTRADICTED, "1 is assigned")
    audited = diagnostics_of(FileAudit("a.py", None, (proved,)), TEXT, 4)
    assert audited.findings[0][1].message == "n is annotated str, but is int: 1 is assigned"


def test_a_finding_goes_with_its_symbol_and_ends_with_its_annotation(tmp_path: Path) -> None:
    code = "def f():\n    n: str = 1\n    return n\n"
    before = analyzed(code, tmp_path)
    (symbol,) = [prediction.symbol for prediction in before.prediction if prediction.existing == "str"]
    audited = diagnostics_of(
        FileAudit("a.py", None, (replace(finding(Disagreement.DIFFERENT), symbol=symbol),)), before.text, 4
    )
    everywhere = types.Range(types.Position(0, 0), types.Position(9, 0))
    elsewhere = types.Range(types.Position(0, 0), types.Position(1, 0))

    after = analyzed("s = '🦆'\n\n" + code, tmp_path)
    ((moved, diagnostic),) = audited.within(after, everywhere)
    assert (moved.symbol.line, moved.symbol.name) == (4, "n")
    assert diagnostic.range.start == types.Position(3, 4)
    assert fix_title(moved) == "Change str to int"
    assert not list(audited.within(after, elsewhere))
    assert not list(audited.within(analyzed(code.replace("str", "int"), tmp_path), everywhere))
