"""What the records of symbols say; golden cases show the edges."""

from __future__ import annotations

import pytest

from graph_extraction import EdgeType, ProgramGraph, Symbol, SymbolKind, extract, parse_source


def graph_of(text: str) -> ProgramGraph:
    return extract(parse_source(text))


def symbols(text: str) -> dict[str, Symbol]:
    return {f"{symbol.scope}:{symbol.name}": symbol for symbol in graph_of(text).symbols}


def test_two_classes_have_attributes_of_their_own() -> None:
    text = "class A:\n    def f(self): self.x = 1\nclass B:\n    def f(this): this.x: str = 2\n"
    found = symbols(text)
    assert found["A:x"].node != found["B:x"].node
    assert [found["A:x"].annotation, found["B:x"].annotation] == [None, "str"]


@pytest.mark.parametrize(
    ("parameters", "is_receiver"),
    [("self", True), ("self, /", True), ("cls", True), ("*self", False), ("*, self", False), ("x, self", False)],
)
def test_receiver_is_the_first_positional_parameter(parameters: str, is_receiver: bool) -> None:
    found = symbols(f"class A:\n    def f({parameters}):\n        self.x = cls.x = 1\n")
    assert ("A:x" in found) == is_receiver


@pytest.mark.parametrize(
    "text",
    [
        "def f(self): self.x = 1\n",
        "class A:\n    @staticmethod\n    def f(self): self.x = 1\n",
        "class A:\n    @abc.staticmethod\n    def f(self): self.x = 1\n",
        "class A:\n    f = lambda self: self.x\n",
        "class A:\n    def f(self):\n        def g(self): self.x = 1\n",
        "class A:\n    def f(self): self.y.x = other.x = 1\n",
    ],
)
def test_other_attributes_make_no_symbol(text: str) -> None:
    assert not any(key.endswith(":x") for key in symbols(text))


def test_attribute_bound_by_the_class_body_is_its_variable() -> None:
    found = symbols("class A:\n    x = None\n    def f(self): self.x: int = 1\n")
    assert found["A:x"].kind is SymbolKind.VARIABLE
    assert found["A:x"].line == 2
    assert found["A:x"].annotation == "int"


def test_method_is_no_attribute() -> None:
    assert "A:g" not in {
        f"{s.scope}:{s.name}"
        for s in graph_of("class A:\n def f(self): self.f = self.g()\n").symbols
        if s.kind is not SymbolKind.RETURN
    }


@pytest.mark.parametrize(
    ("text", "annotation"),
    [
        ("x: int\nx = 1\n", "int"),
        ("x = 1\nx: int\n", "int"),
        ("x: int = 1\nx: str\n", "int"),
        ("x: int\nx: str = 1\n", "str"),
        ("x = 1\ndef f():\n    x: int\n", None),
        ("class A:\n    x: int\nx = 1\n", None),
        ("x: 'A.B' = 1\n", "'A.B'"),
        ("x: (\n  int |  # so\n  None\n) = 1\n", "int | None"),
    ],
)
def test_annotation_of_a_variable(text: str, annotation: str | None) -> None:
    assert symbols(text)[":x"].annotation == annotation


@pytest.mark.parametrize(
    "text",
    [
        "class A:\n    x: int\n    def f(self): return self.x\n",
        "class A:\n    x: int\n    def f(self): self.x = 1\n",
        "class A:\n    def f(self):\n        self.x: int\n        self.x = 1\n",
        "class A:\n    def f(self):\n        self.x: int\n    def g(me): return me.x\n",
        "class A:\n    def f(self):\n        self.x = 1\n        self.x: int = 2\n",
    ],
)
def test_annotation_of_an_attribute(text: str) -> None:
    symbol = symbols(text)["A:x"]
    assert (symbol.kind, symbol.annotation) == (SymbolKind.ATTRIBUTE, "int")


def test_bare_declaration_of_a_function_name_is_not_its_return() -> None:
    (symbol,) = graph_of("f: int\ndef f(): pass\n").symbols
    assert symbol.annotation is None


def test_reassigned_parameter_stays_one_parameter() -> None:
    found = graph_of("def f(x: int):\n    x = 1\n    for x in y: pass\n    x: str = 2\n").symbols
    assert [(s.kind, s.name, s.annotation) for s in found] == [
        (SymbolKind.RETURN, "f", None),
        (SymbolKind.PARAMETER, "x", "int"),
    ]


def test_overloads_have_returns_of_their_own() -> None:
    found = graph_of("def f() -> int: ...\ndef f() -> str: ...\n").symbols
    assert [(s.annotation, s.line) for s in found] == [("int", 1), ("str", 2)]


def test_order_is_that_of_first_bindings() -> None:
    text = "print(z, y)\ndef f(a): return z\ny = 1\nclass A:\n    def g(self): return self.b\nz = 2\n"
    assert [s.name for s in graph_of(text).symbols] == ["f", "a", "y", "g", "self", "b", "z"]


@pytest.mark.parametrize(
    "text",
    [
        "import a, b.c as d\nfrom e import f\nclass A: pass\nprint(len)\n",
        "[x for x, (y, *z) in a]\n{k: v for k, v in a}\n(lambda q, *r, s=1: q)\n",
        "del x\nx.y = x[0] = 1\nglobal g\n",
    ],
)
def test_names_that_nobody_would_annotate(text: str) -> None:
    assert graph_of(text).symbols == ()


def classes(text: str) -> list[tuple[str, int]]:
    return [(each.name, each.line) for each in graph_of(text).definitions]


def test_classes_are_named_as_python_names_them() -> None:
    text = "class A:\n class B:\n  def f(self):\n   class C: pass\n"
    text += "def g():\n global D\n class D: pass\n class E: pass\n"
    names = [("A", 1), ("A.B", 2), ("A.B.f.<locals>.C", 4), ("D", 7), ("g.<locals>.E", 8)]
    assert classes(text) == names


def test_a_class_of_two_branches_is_one() -> None:
    assert classes("if x:\n    class A: pass\nelse:\n    class A(B): pass\n") == [("A", 2)]


def test_the_line_of_a_class_is_that_of_its_name() -> None:
    assert classes("@wraps(\n    x\n)\nclass A: pass\n") == [("A", 4)]


def test_functions_imports_and_aliases_define_no_class() -> None:
    assert classes("import A\nfrom b import C\ndef D(): pass\nE = F = int\n") == []


def test_a_class_is_the_symbol_that_its_uses_mean() -> None:
    graph = graph_of("class Shop: pass\nx = Shop()\n")
    [shop] = graph.definitions
    assert graph.labels[graph.node_label[shop.node]] == "Shop"
    assert (graph.edges[EdgeType.OCCURRENCE_OF][1] == shop.node).sum() == 2
