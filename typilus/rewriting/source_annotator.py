"""stand-in until the branch lands"""

from __future__ import annotations

import ast

from graph_extraction.graph import Symbol
from typilus.annotation_types import parse_type
from typilus.errors import TypeExpressionError
from typilus.rewriting.annotating import annotate_source
from typilus.rewriting.drafting import Draft, Drafter
from typilus.rewriting.edits import AnnotatedSource, AnnotationEdit, RewriteOptions
from typilus.rewriting.exact_source import ExactSource
from typilus.rewriting.spelling import Speller


class SourceAnnotator:
    def __init__(self, data: bytes, options: RewriteOptions, path: str) -> None:
        self.data, self.options, self.path = data, options, path
        self._source = ExactSource.read(data, path)
        self._drafter = Drafter(self._source, options)
        self._speller = Speller(self._source, options)

    @property
    def text(self) -> str:
        return self._source.text

    def decode(self, data: bytes) -> str:
        return data[len(self._source.mark) :].decode(self._source.encoding)

    def objection(self, edit: AnnotationEdit) -> str | None:
        slot = self._drafter._slot_of(edit)
        if isinstance(slot, str):
            return slot
        try:
            return self._drafter._objection(edit, slot) or self._speller.spell(parse_type(edit.type), slot).refusal
        except TypeExpressionError as error:
            return str(error)

    def draft(self, edits: list[AnnotationEdit]) -> Draft:
        return self._drafter.draft(edits)

    def annotate(self, edits: list[AnnotationEdit]) -> AnnotatedSource:
        return annotate_source(self.data, edits, self.options, self.path)

    def extent(self, edit: AnnotationEdit) -> tuple[int, int, str]:
        slot = self._drafter._slot_of(edit)
        assert not isinstance(slot, str)
        node = (
            slot.statement if isinstance(slot.statement, (ast.FunctionDef, ast.AsyncFunctionDef)) else slot.owner.node
        )
        if isinstance(node, ast.Module):
            return 1, len(self._source.lines), ""
        name = node.name if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) else ""
        return node.lineno, node.end_lineno or node.lineno, name

    def value_of(self, symbol: Symbol) -> ast.expr | None:
        slot = self._drafter._slot_of(AnnotationEdit.for_symbol(symbol, ""))
        if isinstance(slot, str) or not isinstance(slot.statement, (ast.Assign, ast.AnnAssign)):
            return None
        return slot.statement.value
