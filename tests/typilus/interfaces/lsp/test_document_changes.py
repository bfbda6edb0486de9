from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import typilus
from tests.typilus.interfaces.lsp.buffers import SHOP, after_edits, analyzed
from typilus.annotating import AnnotateSettings
from typilus.errors import RewriteError
from typilus.interfaces.lsp.buffer_analysis import BufferAnalysis, BufferRequest, analyze
from typilus.interfaces.lsp.buffer_documents import BufferDocument
from typilus.interfaces.lsp.buffer_text import BufferText
from typilus.interfaces.lsp.document_changes import changes_of
from typilus.interfaces.lsp.notebook_text import NotebookText
from typilus.listening import SILENT
from typilus.options import AnnotateOptions
from typilus.rewriting import TextEdit


def opened(root: Path, *cells: str) -> tuple[BufferAnalysis, Sequence[BufferDocument]]:
    settings = AnnotateSettings.for_project(root, AnnotateOptions(checker="none"), SILENT)
    request = BufferRequest(NotebookText(cells), str(root / "n.ipynb"))
    documents, line = [], 0
    for number, cell in enumerate(cells):
        documents.append(BufferDocument(str(number), 1, BufferText(cell), line))
        line += documents[-1].text.line_count
    return analyze(request, typilus.load(), None, settings, 0.6), documents


def changed(analysis: BufferAnalysis, documents: Sequence[BufferDocument], edits: Sequence[TextEdit]) -> dict[str, str]:
    return {
        change.document.uri: after_edits(change.document.text.text, change.edits)
        for change in changes_of(analysis, documents, edits)
    }


def test_a_file_is_one_document(tmp_path: Path) -> None:
    analysis = analyzed(SHOP, tmp_path)
    edits = analysis.edits([written.edit for written in analysis.written])
    document = BufferDocument("shop", 1, analysis.text)
    assert "-> float:" in changed(analysis, [document], edits)["shop"]


def test_each_cell_gets_its_part(tmp_path: Path) -> None:
    cells = ("%time x = 1\r\n", "s = '🦆'\r\ndef area(w, height=2.0): return w * height", "def g(x=2.0): return x\n")
    analysis, documents = opened(tmp_path, *cells)
    edits = analysis.edits([written.edit for written in analysis.written])
    assert changed(analysis, documents, edits) == {
        "1": cells[1].replace("w, height=2.0)", "w: float, height: float = 2.0) -> float"),
        "2": cells[2].replace("x=2.0)", "x: float = 2.0) -> float"),
    }


@pytest.mark.parametrize("first", ["import os", "import os\n"])
def test_an_import_ends_the_cell_before_its_place(first: str, tmp_path: Path) -> None:
    analysis, documents = opened(tmp_path, first, "print(os)")
    after = changed(analysis, documents, [TextEdit(2, 0, 2, 0, "import re\n")])
    assert after == {"0": first.replace("import os", "import os\nimport re")}


def test_what_has_no_place_in_a_cell_is_refused(tmp_path: Path) -> None:
    analysis, documents = opened(tmp_path, "%%time\nx = 1", "%%time\ny = 1")
    with pytest.raises(RewriteError, match="no cell"):
        changes_of(analysis, documents, [TextEdit(3, 0, 3, 0, "import re\n")])
