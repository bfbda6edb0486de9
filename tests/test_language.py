"""The words of the source: names are nouns of the field, docstrings say what a thing is or does, spelling is American.

Names and openings that say little are counted here. The numbers may only shrink.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import ROOT, modules, tree_of

# Names of variables and parameters that say nothing of what they hold. The number is how many scopes bind each.
MAX_VAGUE_NAMES = {
    "each": 0,
    "found": 0,
    "place": 0,
    "said": 0,
    "heard": 0,
    "voices": 0,
    "told": 0,
    "made": 0,
    "chosen": 0,
    "given": 0,
    "known": 0,
}
# `kind` is a member of an enumeration; a type is `type_`, and its text `type_text`.
MAX_TYPES_CALLED_KIND = 0
MAX_VAGUE_OPENINGS = 0
MAX_JOINED_SENTENCES = 0
MAX_FRAGMENTS = 0
VAGUE_OPENING = re.compile(r"(?:What|Whether|Where|How|Why|In|By|Of)\b")
# `path: of the file.` in the place of `path: Path of the file.`
FRAGMENT = re.compile(r"^ {4,}\*{0,2}\w[\w, ]*: of\b", re.MULTILINE)

# Words of prose and parts of names: `LabeledFile` has two.
WORD = re.compile(r"[A-Z]?[a-z]+")
BRITISH = re.compile(
    r".*(?:behavi|[^c]ol|fav|flav|hon|lab|neighb)our.*|.*colour.*|.*licence.*|.*judgement.*|(?:centre|metre|grey)s?|centred"
    r"|.*analys(?:e|ed|er|ing)|.*(?:label|level|model|signal|travel)l(?:ed|er|ing)"
    r"|.*(?:al|ar|at|dom|er|et|il|im|in|it|on|or|tom|ys)is(?:e|ed|er|ers|es|ing|ations?)",
    re.IGNORECASE,
)
# The key of corpora that are built already, and the attributes that it fills.
LICENSE_KEY = re.compile(r'"licence"|\.licence\b|\blicence[:=]')
TEXTS = ("CHANGELOG.md", "CONTRIBUTING.md", "README.md", "setup.cfg", "pyproject.toml")
TEXT_FOLDERS = ("benchmarks", "docs", "graph_extraction", "notebooks", "tests", "typilus")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def scopes() -> Iterator[ast.AST]:
    """Yield every node of the source that has names of its own."""
    for path in modules():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, Function | ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
                yield node


def bound_names(scope: ast.AST) -> set[str]:
    """Return the names that a scope binds, without those of the scopes inside of it."""
    names: set[str] = set()
    if isinstance(scope, Function | ast.Lambda):
        arguments = scope.args
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        names.update(argument.arg for argument in every if argument is not None)
    pending = list(ast.iter_child_nodes(scope))
    while pending:
        node = pending.pop()
        if isinstance(node, Function | ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        pending.extend(ast.iter_child_nodes(node))
    return names


def docstrings() -> Iterator[str]:
    for path in modules():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, Function | ast.ClassDef | ast.Module) and (text := ast.get_docstring(node)):
                yield text


def first_paragraph(docstring: str) -> str:
    return re.sub(r"`[^`]*`", "", docstring.partition("\n\n")[0])


@pytest.fixture(scope="module")
def vague_names() -> Counter[str]:
    return Counter(name for scope in scopes() for name in bound_names(scope) if name in MAX_VAGUE_NAMES)


@pytest.mark.parametrize("name", MAX_VAGUE_NAMES)
def test_names_are_nouns(vague_names: Counter[str], name: str) -> None:
    assert vague_names[name] <= MAX_VAGUE_NAMES[name], f"find the noun for {name!r}"


def test_a_kind_is_no_type() -> None:
    types = ("TypeExpression", "TypeExpression | None", "str", "str | None")
    count = sum(
        argument.arg == "kind" and argument.annotation is not None and ast.unparse(argument.annotation) in types
        for path in modules()
        for argument in ast.walk(tree_of(path))
        if isinstance(argument, ast.arg)
    )
    assert count <= MAX_TYPES_CALLED_KIND, "call a type `type_` and its text `type_text`"


def test_docstrings_say_what_a_thing_is_or_does() -> None:
    vague = [text for text in docstrings() if VAGUE_OPENING.match(text)]
    assert len(vague) <= MAX_VAGUE_OPENINGS, "begin with a noun or a verb: `Return ...`, `The ...`"


def test_docstrings_begin_with_one_sentence() -> None:
    joined = [text for text in docstrings() if ";" in first_paragraph(text)]
    assert len(joined) <= MAX_JOINED_SENTENCES, "make two sentences of clauses that are joined by a semicolon"


def test_arguments_are_described_by_nouns() -> None:
    fragments = sum(len(FRAGMENT.findall(text)) for text in docstrings())
    assert fragments <= MAX_FRAGMENTS, "`path: Path of the file.`, not `path: of the file.`"


def texts() -> Iterator[Path]:
    """Yield all that is written by hand, but this file."""
    yield from (ROOT / name for name in TEXTS)
    for folder in TEXT_FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".md", ".ipynb", ".pyi", ".txt") and path != Path(__file__):
                yield path


def british_words(text: str) -> set[str]:
    return {word for word in set(WORD.findall(LICENSE_KEY.sub("", text))) if BRITISH.fullmatch(word)}


@pytest.mark.parametrize("text", ["a neighbour", "labelledFile", "_analysed_", "serialise", "a licence", "CentreLoss"])
def test_british_words_are_known(text: str) -> None:
    assert len(british_words(text)) == 1


@pytest.mark.parametrize("text", ["raise", "otherwise", "precise", "analyses", "promised", "greyhound", "licence: str"])
def test_other_words_are_not(text: str) -> None:
    assert not british_words(text)


def test_spelling_is_american() -> None:
    assert not british_words("\n".join(path.read_text("utf-8") for path in texts()))
