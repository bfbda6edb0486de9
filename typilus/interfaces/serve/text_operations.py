"""The operations on texts that OpenTau's client asks of a language's server: print, tree, usages, check.

Cassano and Shinn, "Using OpenAI Codex for Gradual Type Inference", sections on holes, the tree of code blocks, usages
and the heuristic. `weave` and `stub` are functions of their own rooms.
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from typing import Any

from graph_extraction import SourceDocument, parse_source
from typilus.annotation_types import FileNames, canonicalize
from typilus.errors import TypeExpressionError
from typilus.infilling.prompts import ScopeNode, ScopeTree, hole_places, usages_of
from typilus.interfaces.serve.methods import RequestError
from typilus.project import analyzed
from typilus.rewriting import Slot, difference, find_slots, require_rewritable
from typilus.semantics import semantics_of
from typilus.weaving import quality_of

__all__ = ["check_text", "scope_tree", "usages", "with_holes"]


def with_holes(source: str, path: str, hole: str) -> str:
    """Return the text with a name in the place of each annotation that is missing (OpenTau's compiler K).

    Raises:
        SourceError: It cannot be parsed.
    """
    document = parse_source(source, path)
    text = document.exact_text
    for slot in reversed(hole_places(document, analyzed(document).graph.symbols)):
        text = f"{text[: slot.start]}{slot.before}{hole}{slot.after}{text[slot.end :]}"
    return text


def scope_tree(source: str, path: str) -> dict[str, Any]:
    """Return the tree of scopes: for each its id, its name, its lines, its level and its children.

    Raises:
        SourceError: It cannot be parsed.
    """
    return _node(ScopeTree(semantics_of(parse_source(source, path))).root)


def _node(node: ScopeNode) -> dict[str, Any]:
    definition = node.scope.node
    if isinstance(definition, ast.Module):
        kind, line, end_line = "module", 1, None
    else:
        kind = "class" if node.scope.is_class else "function"
        line, end_line = definition.lineno, definition.end_lineno
    return {
        "id": node.id,
        "kind": kind,
        "line": line,
        "end_line": end_line,
        "level": node.level,
        "children": [_node(child) for child in node.children],
    }


def usages(source: str, path: str, scope: str) -> list[dict[str, Any]]:
    """Return the calls of a scope from elsewhere in the text, each with its line.

    Raises:
        SourceError: It cannot be parsed.
        RequestError: It has no such scope.
    """
    document = parse_source(source, path)
    nodes = {node.id: node for node in ScopeTree(semantics_of(document)).nodes}
    if scope not in nodes:
        raise RequestError(f"the text has no scope {scope!r}; `tree` lists those that it has")
    return [{"line": site.line, "text": site.text} for site in usages_of(nodes[scope], document)]


def check_text(original: str, source: str, path: str) -> dict[str, Any]:
    """Judge a text that was made of another by adding types, without a type checker (OpenTau's heuristic h).

    `same_code` tells whether nothing but annotations and imports was added, and no comment lost; `missing` counts the
    symbols without an annotation that is acceptable; `quality` is the sum of scores of the others (see
    `typilus.weaving.quality`), the lower the better. `correct` is true if the code is the same and nothing is missing.

    Raises:
        SourceError: One of the texts cannot be parsed.
        RewriteError: One of them is no plain source of Python 3.
    """
    before, after = parse_source(original, path), parse_source(source, path)
    for document in (before, after):
        require_rewritable(document)
    names = FileNames.from_tree(after.tree, "")
    scores = [_score(slot, names) for slot in find_slots(after)]
    missing = scores.count(None)
    same = _is_same_code(before, after)
    return {
        "correct": same and not missing,
        "same_code": same,
        "missing": missing,
        "quality": sum(score for score in scores if score is not None),
    }


def _score(slot: Slot, names: FileNames) -> int | None:
    if slot.annotation is None:
        return 0 if slot.obstacle is not None else None
    try:
        return quality_of(canonicalize(slot.annotation, names), slot.kind)
    except TypeExpressionError:
        return None


def _is_same_code(before: SourceDocument, after: SourceDocument) -> bool:
    if Counter(_comments(before)) - Counter(_comments(after)):
        return False
    added = Counter(_imports(after)) - Counter(_imports(before))
    return difference(before.text, after.text, list(added.elements()), sys.version_info[:2]) is None


def _imports(document: SourceDocument) -> Iterator[str]:
    """The imports of a text, one statement a name."""
    for node in ast.walk(document.tree):
        if isinstance(node, ast.Import):
            yield from (ast.unparse(ast.Import([alias])) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (ast.unparse(ast.ImportFrom(node.module, [alias], node.level)) for alias in node.names)


def _comments(document: SourceDocument) -> Iterator[str]:
    tokens = tokenize.generate_tokens(io.StringIO(document.text).readline)
    return (token.string for token in tokens if token.type == tokenize.COMMENT)
