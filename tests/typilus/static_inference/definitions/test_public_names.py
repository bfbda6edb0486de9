"""Names of classes as people import them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.static_inference.inferring import inferred
from typilus.annotation_types import parse_type
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.modules import Modules
from typilus.static_inference.definitions.public_names import PublicNames


@pytest.mark.parametrize(
    ("name", "public"),
    [
        ("asyncio.locks.Semaphore", "asyncio.Semaphore"),
        ("unittest.case.TestCase", "unittest.TestCase"),
        ("concurrent.futures._base.Future", "concurrent.futures.Future"),
        ("list[asyncio.queues.Queue[str]] | None", "list[asyncio.Queue[str]] | None"),
        # A stub that imports a class for its own needs hands on nothing.
        ("email.message.Message", "email.message.Message"),
        ("xml.etree.ElementTree.Element", "xml.etree.ElementTree.Element"),
        ("collections.abc.Sequence", "collections.abc.Sequence"),
        (
            "numpy.ndarray[tuple[int, int], numpy.dtype[numpy.float64]]",
            "numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]",
        ),
        ("list[numpy.ndarray[tuple, numpy.dtype]] | None", "list[numpy.ndarray] | None"),
        ("numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]", "numpy.ndarray"),
        ("int", "int"),
        ("nowhere.at.All", "nowhere.at.All"),
    ],
)
def test_classes_of_the_standard_library(name: str, public: str) -> None:
    assert str(PublicNames(Classes(Modules({}))).of(parse_type(name))) == str(parse_type(public))


@pytest.mark.parametrize(
    ("outer", "public"),
    [
        ("from shop.inner.till import Till\n", "shop.Till"),
        ("from shop.inner import *\n", "shop.Till"),
        ("from shop.inner.till import Till as Till\n", "shop.Till"),
        ("from shop.inner.till import Till as Desk\n", "shop.inner.Till"),
        ("__all__ = ['Other']\nfrom shop.inner.till import Till\n", "shop.inner.Till"),
        ("__all__ = ['Till']\nfrom shop.inner.till import Till\n", "shop.Till"),
        ("class Till: ...\n", "shop.inner.Till"),
        ("", "shop.inner.Till"),
    ],
)
def test_the_outermost_package_that_hands_a_class_on(outer: str, public: str, tmp_path: Path) -> None:
    installed = tmp_path / "site-packages"
    for place, text in (
        ("shop/__init__.py", outer),
        ("shop/inner/__init__.py", "from shop.inner.till import Till\n"),
        ("shop/inner/till.py", "class Till:\n    class Drawer: ...\n"),
    ):
        (installed / place).parent.mkdir(parents=True, exist_ok=True)
        (installed / place).write_text(text)
    names = PublicNames(Classes(Modules({}, [], [installed])))
    assert str(names.of(parse_type("shop.inner.till.Till"))) == public
    assert str(names.of(parse_type("shop.inner.till.Till.Drawer"))) == f"{public}.Drawer"
    own = PublicNames(Classes(Modules({}, [installed])))
    assert str(own.of(parse_type("shop.inner.till.Till"))) == "shop.inner.till.Till", "a project's own classes stay"


def test_answers_have_public_names() -> None:
    source = "import asyncio\ndef make():\n    return asyncio.Semaphore(3)\n"
    assert inferred(source)["make()"] == "asyncio.Semaphore"
