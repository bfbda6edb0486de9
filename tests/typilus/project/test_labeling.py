"""Labels: canonical, named by the project's own names, silent where a type says nothing."""

from __future__ import annotations

import ast
import textwrap

from graph_extraction import SymbolKind, parse_source
from typilus.annotation_types import FileNames, canonicalize, parse_type
from typilus.project.labeling import label_source, rename
from typilus.project.reexports import ReExports, module_of_path, summarize

FRAME = "class Frame:\n    pass\n"
PROJECT = {
    "pkg/__init__.py": "from .core.frame import Frame\n",
    "pkg/core/__init__.py": "",
    "pkg/core/frame.py": FRAME,
    "pkg/core/names.py": "from typing import Dict, List, Optional, Self, TypeVar, Union\n"
    "T = TypeVar('T')\nKey = Union[str, int]\n"
    "Table = Dict[Key, 'List[Key]']\n",
}


def project() -> ReExports:
    return ReExports(summarize(ast.parse(text), *module_of_path(path)) for path, text in PROJECT.items())


def labels(text: str, path: str = "pkg/use.py") -> dict[tuple[str, str, str], str | None]:
    file = label_source(parse_source(textwrap.dedent(text), path), "pkg", module_of_path(path)[0], project()).file
    return {(s.kind.value, s.scope, s.name): label for s, label in zip(file.graph.symbols, file.labels, strict=True)}


def test_every_kind_is_labeled() -> None:
    found = labels(
        """
        from typing import Optional
        count: int = 1
        class Box:
            size: float
            def __init__(self, width: "Optional[str]"):
                self.width: Optional[str] = width
                self.size = 2.0
            def area(self, *rest: int, **more: bytes) -> complex:
                wide: bool = True
                return 1j
        """
    )
    assert found["variable", "", "count"] == "int"
    assert found["attribute", "Box", "width"] == "str | None"
    assert found["attribute", "Box", "size"] == "float"
    assert found["parameter", "Box.__init__", "width"] == "str | None"
    assert found["parameter", "Box.area", "rest"] == "int"
    assert found["parameter", "Box.area", "more"] == "bytes"
    assert found["variable", "Box.area", "wide"] == "bool"
    assert found["return", "Box", "area"] == "complex"


def test_what_says_nothing_has_no_label() -> None:
    found = labels(
        """
        from typing import Any, NoReturn, TypeVar
        from .core.names import T
        S = TypeVar("S")
        def f(a: Any, b: S, c: T, d, e: "not a type (", g: int) -> None: ...
        def h() -> NoReturn: ...
        class K:
            def m(self: "K") -> "K": ...
        """
    )
    assert {key[2] for key, label in found.items() if label is not None} == {"g", "m"}


def test_one_class_has_one_name() -> None:
    for line in (
        "from pkg import Frame",
        "from pkg.core.frame import Frame",
        "from .core.frame import Frame",
        "import pkg.core.frame as f; Frame = f.Frame",
    ):
        assert labels(f"{line}\ndef f(x: Frame): ...\n")["parameter", "f", "x"] == "pkg.Frame"
    own = labels(FRAME + "def f(x: Frame, y: list[Frame]): ...\n", "pkg/core/frame.py")
    assert own["parameter", "f", "x"] == "pkg.Frame"
    assert own["parameter", "f", "y"] == "list[pkg.Frame]"


def test_aliases_of_the_project_are_opened_and_unions_sorted_anew() -> None:
    found = labels(
        """
        from .core.names import Key, List, Optional, Self, Table
        def f(a: Key, b: Table, c: Key | None, d: Self, e: List[int], g: "Key | bytes", h: Optional[Key]): ...
        """
    )
    texts = [found["parameter", "f", name] for name in "abcdegh"]
    assert texts == [
        "int | str",
        "dict[int | str, list[int | str]]",
        "int | str | None",
        "typing.Self",
        "list[int]",
        "bytes | int | str",
        "int | str | None",
    ]


def test_labels_are_canonical_texts() -> None:
    for label in labels(
        "import re, pkg\ndef f(a: dict[str, 're.Pattern[str] | None'], b: pkg.core.frame.Frame | int): ...\n"
    ).values():
        assert label is None or str(parse_type(label)) == label


def test_literal_values_are_not_names() -> None:
    kept = canonicalize("typing.Literal['pkg.core.frame.Frame']", FileNames(imports={"typing": "typing"}))
    assert str(rename(kept, project())) == "typing.Literal['pkg.core.frame.Frame']"


def test_hierarchy_has_public_names() -> None:
    source = parse_source("from .core.frame import Frame\nclass Wide(Frame):\n    pass\n", "pkg/wide.py")
    assert label_source(source, "pkg", "pkg.wide", project()).file.hierarchy == {"pkg.wide.Wide": ("pkg.Frame",)}


def test_counts_of_annotations_without_a_label() -> None:
    text = "from typing import Any\ndef f(a: Any, b: None, c: '((', d: int, e): ...\n"
    labeling = label_source(parse_source(text, "a.py"), "p", "a", ReExports([]))
    assert (labeling.uninformative, labeling.malformed, labeling.file.num_labels) == (2, 1, 1)


def test_labels_follow_the_symbols() -> None:
    file = label_source(parse_source("def f(a, b: int): ...\n", "a.py"), "p", "a", ReExports([])).file
    kinds = [symbol.kind for symbol in file.graph.symbols]
    assert len(file.labels) == len(kinds)
    assert SymbolKind.PARAMETER in kinds


def test_classes_and_imports_have_their_public_names() -> None:
    text = "from pkg import Frame as F\nfrom os import path\nclass Box:\n    class Lid(F): pass\ndef f(x: path): pass\n"
    file = label_source(parse_source(text, "pkg/use.py"), "pkg", "pkg.use", project()).file
    assert file.definitions == ("pkg.use.Box", "pkg.use.Box.Lid")
    assert file.imports == (("pkg.Frame", True), ("os.path", False))
    inside = label_source(parse_source(FRAME, "pkg/core/frame.py"), "pkg", "pkg.core.frame", project()).file
    assert inside.definitions == ("pkg.Frame",)
