"""Parameters that are stored in attributes, and what is done with those."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred

SOURCE = """
class Reader:
    def __init__(self, path, callback=None, size=None):
        self.callback = callback
        self.size = size
        self.path = path
    def read(self):
        with open(self.path) as file:
            text = file.read()
        if self.callback is not None:
            self.callback(text)
        return "-" * self.size + text
"""


def test_what_is_done_with_the_attribute_speaks_for_the_parameter() -> None:
    told = inferred(SOURCE)
    assert told["Reader.__init__.size"] == "int | None?"
    assert told["Reader.__init__.callback"].startswith("collections.abc.Callable")


def test_an_attribute_with_other_values_speaks_for_itself_alone() -> None:
    told = inferred(SOURCE.replace("self.size = size", "self.size = size\n        self.size = other()"))
    assert told.get("Reader.__init__.size", "None?").startswith("None")


@pytest.mark.parametrize(
    ("copied", "put", "kind"),
    [
        ("list(lines or [])", "append((article, count))", "list[tuple[str, int]] | None?"),
        ("list(lines) if lines else []", "append(count)", "list[int] | None?"),
        ("set(lines) if lines else set()", "add(article)", "set[str] | None?"),
        ("dict(lines or {})", "update({article: count})", "dict[str, int] | None?"),
    ],
)
def test_what_is_copied_is_like_the_copy(copied: str, put: str, kind: str) -> None:
    found = inferred(
        f"""
        class Order:
            def __init__(self, lines=None):
                self.lines = {copied}
            def add(self, article, count):
                self.lines.{put}
        Order().add("bread", 2)
        """
    )
    assert found["Order.__init__.lines"] == kind
