"""Dotted names through a file's imports and classes."""

from __future__ import annotations

import ast

import pytest

from typilus.annotation_types import FileNames
from typilus.annotation_types.resolution import normal, qualified, resolve

NAMES = FileNames.from_tree(
    ast.parse(
        "import a.b, numpy as np, typing as t\nfrom x import Y as Z, ExprT\nclass T:\n  class U: ...\nV = TypeVar('V')"
    ),
    "pkg.mod",
)


@pytest.mark.parametrize(
    ("dotted", "meaning"),
    [
        ("np.random.Generator", "numpy.random.Generator"),
        ("a.b.Cart", "a.b.Cart"),
        ("Z.Inner", "x.Y.Inner"),
        ("t.List", "list"),
        ("T", "pkg.mod.T"),
        ("T.U", "pkg.mod.T.U"),
        ("V", "~V"),
        ("V.args", "~V.args"),
        ("ExprT", "~ExprT"),
        ("KT", "~KT"),
        ("not_imported.T", "not_imported.T"),
        ("builtins.int", "int"),
        ("unheard", "unheard"),
    ],
)
def test_resolve(dotted: str, meaning: str) -> None:
    assert str(resolve(dotted, NAMES)) == meaning


def test_qualified_keeps_the_spelling() -> None:
    assert qualified("t.List", NAMES) == "typing.List"
    assert qualified("T.RED", NAMES) == "pkg.mod.T.RED"


@pytest.mark.parametrize(
    ("full", "canonical"),
    [
        ("typing_extensions.Self", "typing.Self"),
        ("typing_extensions.Deque", "collections.deque"),
        ("__builtin__.unicode", "str"),
        ("torch._tensor.Tensor", "torch.Tensor"),
        ("_typeshed.StrPath", "os.PathLike[str] | str"),
        ("types.NoneType", "None"),
    ],
)
def test_normal(full: str, canonical: str) -> None:
    assert str(normal(full)) == canonical
