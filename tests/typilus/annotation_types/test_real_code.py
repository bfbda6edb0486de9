"""The whole room over well-annotated code that is installed wherever the tests run."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from pathlib import Path

import hypothesis
import libcst.codemod
import pytest
import rich.progress

from graph_extraction import parse_source
from typilus.annotation_types import (
    FileNames,
    TypeLattice,
    canonicalize,
    collect_bases,
    module_name,
    parse_type,
    render,
)
from typilus.errors import TypeExpressionError

FILES = [
    path
    for package in (rich, libcst.codemod, hypothesis.internal)
    for path in sorted(Path(str(package.__file__)).parent.glob("*.py"))
]


def annotations_of(tree: ast.Module) -> list[ast.expr]:
    found: list[ast.expr | None] = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.arg, ast.AnnAssign)):
            found.append(node.annotation)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found.append(node.returns)
    return [annotation for annotation in found if annotation is not None]


@pytest.fixture(scope="module")
def trees() -> list[tuple[ast.Module, FileNames]]:
    read = []
    for path in FILES:
        tree = parse_source(path.read_bytes(), str(path)).tree
        module = module_name(
            path, path.parents[2] if path.parent.parent.joinpath("__init__.py").exists() else path.parents[1]
        )
        read.append((tree, FileNames.from_tree(tree, module, is_package=path.name == "__init__.py")))
    return read


def test_annotations_are_read_written_and_read_again(trees: list[tuple[ast.Module, FileNames]]) -> None:
    read: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for tree, names in trees:
        for annotation in annotations_of(tree):
            try:
                expression = canonicalize(annotation, names)
            except TypeExpressionError as error:
                failed[str(error)] += 1
                continue
            text = str(expression)
            read[text] += 1
            assert canonicalize(ast.unparse(annotation), names) == expression
            assert parse_type(text) == expression
            if read[text] > 1:
                continue
            assert canonicalize(text, FileNames()) == expression
            rendered = render(expression, names)
            if not rendered.imports:
                assert canonicalize(rendered.text, names) == expression
    assert read.total() > 3000
    assert read["rich.console.Console"] > 50
    assert read["str | None"] > 50
    assert all("bare typing.Final" in reason or "bare typing.TypeAlias" in reason for reason in failed), failed


def test_hierarchies_agree_with_the_running_classes(trees: list[tuple[ast.Module, FileNames]]) -> None:
    bases: dict[str, tuple[str, ...]] = {}
    for tree, names in trees:
        bases.update(collect_bases(tree, names))
    lattice = TypeLattice(bases)
    checked = 0
    for name in bases:
        module, _, last = name.rpartition(".")
        running = getattr(sys.modules.get(module), last, None)
        if not module.startswith("rich.") or not isinstance(running, type):
            continue
        for above in running.__mro__[:-1]:
            if above.__module__.startswith("rich."):
                upper = parse_type(f"{above.__module__}.{above.__qualname__}")
                assert lattice.is_subtype(parse_type(name), upper), (name, upper)
                checked += 1
    assert checked > 20
