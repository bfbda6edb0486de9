"""The questions of InCoder's return type benchmark (section 5.4), and the same for parameters and variables.

The text is a single function without all of its type hints but one, in whose place is a hole.
"""

from __future__ import annotations

import ast
import textwrap
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from graph_extraction import FunctionNode, SymbolKind
from typilus.infilling import HoledText
from typilus.lab.corpus.corpus_manifest import Side
from typilus.lab.corpus.splits import stable_hash
from typilus.lab.corpus.text_shards import TextFile, read_texts
from typilus.lab.infiller_training.annotation_hints import Hint, TextPositions, hints_of, without_hints
from typilus.semantics import hands_nothing_back, is_empty, is_overload

__all__ = ["HintTask", "function_tasks", "normal_hint", "read_tasks"]

_MAX_CHARACTERS = 1_500
"""Longer functions are left out, so that models with short contexts see what the others see."""
_MAX_OF_FILE = 4
_NONE = "None"


@dataclass(frozen=True, slots=True)
class HintTask:
    """One question.

    Attributes:
        key: Name of the question: project, path, line of the function, symbol.
        kind: Kind of the symbol.
        text: The function with a hole.
        answer: The hint that somebody wrote there, normalized.
        returns_nothing: Whether control flow shows that the function returns None.
    """

    key: str
    kind: SymbolKind
    text: HoledText
    answer: str
    returns_nothing: bool


def normal_hint(text: str) -> str:
    """The hint as Python prints its syntax tree (footnote 14), or the text itself where it cannot be parsed."""
    try:
        with warnings.catch_warnings():  # of what a model writes
            warnings.simplefilter("ignore")
            return ast.unparse(ast.parse(text.strip(), mode="eval"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return text.strip()


def read_tasks(corpus: Path, side: Side, count: int) -> list[HintTask]:
    """Questions about the functions of one side: `count` returns other than None, parameters and variables each.

    Returns of None are among them as often as they come between the others. Projects take turns, and each gives a
    few functions of each of its files, in a stable order.

    Args:
        corpus: Folder that `typilus corpus texts` wrote into.
        side: Side of the split by project.
        count: Number of questions of each kind; there may be fewer.

    Raises:
        CorpusError: There are no texts.
    """
    files: dict[str, list[TextFile]] = defaultdict(list)
    for file in read_texts(corpus, side):
        files[file.project].append(file)
    return list(_select([_project_tasks(files[project]) for project in sorted(files)], count))


def _select(projects: Sequence[Iterator[HintTask]], count: int) -> Iterator[HintTask]:
    left = dict.fromkeys((SymbolKind.RETURN, SymbolKind.PARAMETER, SymbolKind.VARIABLE), count)
    seen: set[tuple[SymbolKind, str]] = set()
    for turn in zip_longest(*projects):
        for task in turn:
            if task is None or left[task.kind] <= 0 or (task.kind, task.text.fill([task.answer])) in seen:
                continue
            seen.add((task.kind, task.text.fill([task.answer])))
            # A return of None is asked about too, and is none of those that are counted.
            left[task.kind] -= task.kind is not SymbolKind.RETURN or task.answer != _NONE
            yield task
        if not any(left.values()):
            return


def _project_tasks(files: Sequence[TextFile]) -> Iterator[HintTask]:
    """Yield the questions of one project, few of each file."""
    for file in sorted(files, key=lambda file: stable_hash(f"hints/{file.project}/{file.path}")):
        tasks = sorted(_file_tasks(file), key=lambda task: stable_hash(task.key))
        for kind in (SymbolKind.RETURN, SymbolKind.PARAMETER, SymbolKind.VARIABLE):
            yield from [task for task in tasks if task.kind is kind][:_MAX_OF_FILE]


def _file_tasks(file: TextFile) -> Iterator[HintTask]:
    try:
        tree = ast.parse(file.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    owners = {child: node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for child in node.body}
    positions = TextPositions(file.text)
    for node in ast.walk(tree):
        if isinstance(node, FunctionNode) and not is_overload(node) and not _is_stub(node):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            end = positions.line_start((node.end_lineno or node.lineno) + 1)
            text = textwrap.dedent(file.text[positions.line_start(first) : end])
            if len(text) <= _MAX_CHARACTERS:
                owner = owners.get(node)
                nothing = hands_nothing_back(node, owner if isinstance(owner, ast.ClassDef) else None)
                yield from function_tasks(f"{file.project}/{file.path}:{node.lineno}", text, nothing)


def _is_stub(function: FunctionNode) -> bool:
    """Return whether nothing is in the body that a type could be told from."""
    return is_empty(function) or all(
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) for node in function.body
    )


def function_tasks(prefix: str, text: str, returns_nothing: bool) -> Iterator[HintTask]:
    """Yield the questions about one function: its return, its first hinted parameter, its first hinted variable.

    Args:
        prefix: Beginning of the names of the questions.
        text: The function alone.
        returns_nothing: See `HintTask`.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):  # a string that goes on at the margin cannot be dedented
        return
    positions = TextPositions(text)
    hints = hints_of(tree.body[0], text, positions)
    outer = tree.body[0]
    for kind in (SymbolKind.RETURN, SymbolKind.PARAMETER, SymbolKind.VARIABLE):
        hint = next((hint for hint in hints if hint.kind is kind and _counts(hint, outer)), None)
        if hint is not None:
            answer = normal_hint(text[hint.start : hint.end])
            key = f"{prefix} {kind.value} {hint.name}"
            yield HintTask(key, kind, _with_hole(text, hints, hint), answer, returns_nothing)


def _counts(hint: Hint, outer: ast.stmt) -> bool:
    """Return whether a hint is asked about: returns of inner functions are not, and no mere declarations."""
    if hint.kind is SymbolKind.RETURN:
        return isinstance(outer, FunctionNode) and outer.returns is not None and hint.name == outer.name
    return not hint.instead


def _with_hole(text: str, hints: Sequence[Hint], hole: Hint) -> HoledText:
    bare, [moved] = without_hints(text, [hint for hint in hints if hint is not hole], [hole])
    return HoledText((bare[: moved.start], bare[moved.end :]))
