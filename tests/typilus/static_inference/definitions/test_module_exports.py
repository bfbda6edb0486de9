"""What a module hands on."""

from __future__ import annotations

import ast

import pytest

from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.module_exports import is_exported, is_taken_by_star
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.definitions.modules import Modules


def text_of(source: str, is_stub: bool) -> ModuleText:
    return ModuleText("shop", "shop.pyi" if is_stub else "shop.py", ast.parse(source), is_stub=is_stub)


@pytest.mark.parametrize(
    ("source", "in_stub", "in_source"),
    [
        ("class Till: ...", True, True),
        ("from desk import Till", False, True),
        ("from desk import Till as Till", True, True),
        ("from desk import Desk as Till", False, True),
        ("from desk import *", True, True),
        ("__all__ = ['Till']\nfrom desk import Till", True, True),
        ("__all__ = ['Other']\nclass Till: ...", False, True),
        ("__all__ = ['Other']\n__all__ += ['Till']\nfrom desk import Till", True, True),
        # The rest of the list is not known.
        ("__all__ = ['Other']\n__all__ += desk.__all__\nfrom desk import *", True, True),
    ],
)
def test_names_that_a_star_takes(source: str, in_stub: bool, in_source: bool) -> None:
    assert is_taken_by_star(text_of(source, True), "Till") is in_stub
    assert is_taken_by_star(text_of(source, False), "Till") is in_source


def test_private_names_are_taken_where_they_are_listed() -> None:
    assert not is_taken_by_star(text_of("_till = 1", False), "_till")
    assert is_taken_by_star(text_of("__all__ = ['_till']\n_till = 1", False), "_till")


def test_sources_hand_on_what_they_import_unless_they_list_something_else() -> None:
    assert is_exported(text_of("from desk import Till", False), "Till")
    assert not is_exported(text_of("__all__ = ['Other']\nfrom desk import Till", False), "Till")
    assert not is_exported(text_of("from desk import Till", True), "Till")


@pytest.mark.parametrize(
    ("name", "public"),
    [
        ("_io.TextIOWrapper", "io.TextIOWrapper"),
        ("_socket.socket", "_socket.socket"),
        ("_queue.SimpleQueue", "queue.SimpleQueue"),
        ("_thread.LockType", "threading.Lock"),
        # The public module has no such name, neither in its stub nor while it runs.
        ("_csv.Reader", "_csv.Reader"),
        ("_hashlib.HASH", "_hashlib.HASH"),
        ("_frozen_importlib.ModuleSpec", "importlib.machinery.ModuleSpec"),
        ("_collections_abc.dict_keys", "collections.abc.dict_keys"),
        # What `asyncio.events` imports for itself is not `asyncio`'s.
        ("asyncio.Protocol", "asyncio.protocols.Protocol"),
    ],
)
def test_canonical_names_of_library_classes(name: str, public: str) -> None:
    classes = Classes(Modules({}))
    definition = classes.find(name)
    assert definition is not None
    assert classes.public(definition).name == public
