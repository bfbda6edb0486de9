"""Classes whose metaclass is there: its methods are called on them."""

from __future__ import annotations

from tests.typilus.static_inference.inferring import inferred

META = """
class Meta(type):
    def label(cls): return cls.__name__
    def __iter__(cls): return iter([1.5])
    def __getitem__(cls, key): return len(key)
class Base(metaclass=Meta): pass
class Shop(Base): pass
label = Shop.label()
values = [value for value in Shop]
size = Shop["abc"]
"""


def test_methods_of_the_metaclass_are_called() -> None:
    answers = inferred(META)
    assert (answers["label"], answers["values"], answers["size"]) == ("str", "list[float]", "int")


def test_without_one_a_class_is_applied() -> None:
    assert "size" not in inferred("class Shop: pass\nsize = Shop.label()\n")
