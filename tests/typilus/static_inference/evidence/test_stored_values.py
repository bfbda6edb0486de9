"""Parameters that are stored in attributes, and what is done with those."""

from __future__ import annotations

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
