"""The calls of a scope: by the name that it is called by, and never those inside of it."""

from __future__ import annotations

from typilus.infilling.prompts.call_sites import called_name, calls_in, is_called
from typilus.infilling.prompts.scope_tree import ScopeTree
from typilus.project.reading import read_text

TEXT = """\
class Shop:
    def __init__(self, name): ...
    def add(self, item):
        self.add(item)
    def __len__(self): ...

def add(item):
    return add(item)

shop = Shop("x")
if shop.add(1) or add(
    2,
    3,
):
    [Shop(x) for x in y]
f()()
"""


def calls_of(scope: str) -> list[str]:
    file = read_text(TEXT)
    (node,) = [node for node in ScopeTree(file.semantics).nodes if node.id == scope]
    sites = calls_in(file.document).get(called_name(node), [])
    return [site.text for site in sites if is_called(node, site)]


def test_functions_are_called_by_name_and_methods_as_attributes() -> None:
    assert calls_of("add") == ["self.add(item)", "if shop.add(1) or add(", "if shop.add(1) or add( 2, 3, ):"]
    assert calls_of("Shop.add") == ["if shop.add(1) or add("]


def test_a_constructor_is_called_by_its_class() -> None:
    expected = ['shop = Shop("x")', "[Shop(x) for x in y]"]
    assert calls_of("Shop.__init__") == expected
    assert calls_of("Shop") == expected


def test_what_python_calls_itself_has_no_calls() -> None:
    assert calls_of("Shop.__len__") == []
    assert calls_of("") == []


def test_a_call_is_found_once_and_a_long_one_is_cut() -> None:
    document = read_text(f"if f({'x' * 500}):\n    if g():\n        f(1)\n").document
    assert [len(site.text) for site in calls_in(document)["f"]] == [163, 4]
    assert calls_in(document) is calls_in(document)
