from __future__ import annotations

from lsprotocol import types

from graph_extraction import Symbol, SymbolKind
from typilus.auditing import FileAudit, Finding
from typilus.auditing.disagreement import Disagreement
from typilus.interfaces.lsp.audit_diagnostics import diagnostics_of
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


def test_a_fix_is_for_its_version_and_its_place() -> None:
    audited = diagnostics_of(FileAudit("a.py", None, (finding(Disagreement.DIFFERENT),)), TEXT, 4)
    here = types.Range(types.Position(0, START + 1), types.Position(0, START + 1))
    ((title, _, edits),) = audited.fixes(4, here)
    assert title == "Change str to int"
    assert edits == finding(Disagreement.DIFFERENT).fix
    assert not list(audited.fixes(5, here))
    assert not list(audited.fixes(4, types.Range(types.Position(1, 0), types.Position(1, 0))))
