"""What an entry says of a stub is what the whole stub says, whoever wrote the entry."""

from __future__ import annotations

import ast
import hashlib
import json
import sys
import sysconfig
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typeshed_client

from typilus.annotation_types import FileNames
from typilus.static_inference.definitions import modules, stub_index
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.definitions.stub_index import StubCache

TYPESHED = Path(typeshed_client.__file__).parent / "typeshed"
STUB = b"""import sys
from a import (
    b as c,  # kept
)
from d import *
if sys.version_info >= (3, 8):
    if sys.platform != "nowhere":
        @decorated(
            1)
        class E:
            def f(self) -> "E": ...
    T = c | (
        int  # or
        | str
    )
else:
    T = bytes
@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
h, i = g, "\xc3\xb6"
"""


def parsed(name: str, path: Path) -> ModuleText:
    tree, is_stub = ast.parse(path.read_bytes()), path.suffix == ".pyi"
    return ModuleText(name, str(path), tree, path.stem == "__init__", is_stub)


def kept(cache: StubCache, name: str, path: Path) -> ModuleText | None:
    cache.save(parsed(name, path), path.read_bytes())
    return cache.load(name, path, path.read_bytes())


def dumped(statements: list[ast.stmt]) -> list[str]:
    return [ast.dump(statement, include_attributes=True) for statement in statements]


def alike(found: ModuleText | None, whole: ModuleText) -> bool:
    assert found is not None
    fields = set(FileNames.__dataclass_fields__) - {"aliases", "resolved", "read", "spellings"}
    aliases = [
        [(name, ast.dump(alias.value), alias.parameters) for name, alias in module.names.aliases.items()]
        for module in (found, whole)
    ]
    return (
        list(found.body) == list(whole.body)
        and all(dumped(found.body[name]) == dumped(whole.body[name]) for name in whole.body)
        and all(getattr(found.names, name) == getattr(whole.names, name) for name in fields)
        and aliases[0] == aliases[1]
        and found.stars == whole.stars
        and (found.name, found.path, found.is_package, found.is_stub)
        == (whole.name, whole.path, whole.is_package, whole.is_stub)
        and dumped(found.tree.body) == dumped(whole.tree.body)
    )


@pytest.mark.parametrize("name", ["builtins", "os/__init__", "_typeshed/__init__", "asyncio/__init__", "tkinter/ttk"])
def test_real_stubs(name: str, tmp_path: Path) -> None:
    path, module = TYPESHED / f"{name}.pyi", name.removesuffix("/__init__").replace("/", ".")
    assert alike(kept(StubCache(tmp_path), module, path), parsed(module, path))


@pytest.mark.parametrize("name", ["dataclasses", "asyncio/__init__", "unittest/mock", "ssl"])
def test_real_sources(name: str, tmp_path: Path) -> None:
    path = Path(sysconfig.get_path("stdlib"), f"{name}.py")
    module = name.removesuffix("/__init__").replace("/", ".")
    assert alike(kept(StubCache(tmp_path), module, path), parsed(module, path))


def test_nothing_is_said_of_code_that_others_wrote(tmp_path: Path) -> None:
    path = tmp_path / "m.py"
    path.write_bytes(b"def f():\n    return '\\d'\n")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = kept(StubCache(tmp_path / "cache"), "m", path)
    assert found is not None
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert found.body["f"]


def test_statements_inside_others_and_over_lines(tmp_path: Path) -> None:
    path = tmp_path / "m.pyi"
    path.write_bytes(STUB)
    found = kept(StubCache(tmp_path), "p.m", path)
    assert alike(found, parsed("p.m", path))
    assert found is not None
    assert found.body["h"][0] is found.body["i"][0]
    assert "T" in found.body
    assert "U" not in found.body
    assert found.body.get("U") is None


def test_only_what_is_asked_for_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = TYPESHED / "builtins.pyi"
    found = kept(StubCache(tmp_path), "builtins", path)
    assert found is not None
    parse, read = ast.parse, []

    def counted(text: bytes) -> ast.Module:
        read.append(len(text.strip()))
        return parse(text)

    monkeypatch.setattr(ast, "parse", counted)
    assert isinstance(found.body["bool"][0], ast.ClassDef)
    assert found.body["bool"] is found.body["bool"]
    assert len(read) == 1
    assert read[0] < path.stat().st_size / 20


@pytest.mark.parametrize(
    "text", [b"a = 1; b = 2\n", b"if x: a = 1\n", b"# coding: latin-1\na = '\xe4'\n", b"a = 1\r\n"]
)
def test_what_cannot_be_parsed_alone_is_not_kept(text: bytes, tmp_path: Path) -> None:
    path = tmp_path / "m.pyi"
    path.write_bytes(text)
    assert kept(StubCache(tmp_path / "cache"), "m", path) is None
    assert not (tmp_path / "cache").exists()


def test_an_entry_belongs_to_one_text_name_version_and_platform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "m.pyi"
    path.write_bytes(STUB)
    cache = StubCache(tmp_path)
    assert kept(cache, "m", path) is not None
    assert cache.load("m", path, STUB + b"\n") is None
    assert cache.load("n", path, STUB) is None
    for owner, name, value in ((stub_index, "VERSION", "0"), (sys, "platform", "x"), (sys, "version_info", (3, 99))):
        with monkeypatch.context() as changed:
            changed.setattr(owner, name, value)
            assert cache.load("m", path, STUB) is None
    assert cache.load("m", path, STUB) is not None


@pytest.mark.parametrize(
    "change",
    [
        lambda fields: fields.pop("stars"),
        lambda fields: fields["places"].append([0, 1, 0]),
        lambda fields: fields["places"].append([3, 999, 0]),
        lambda fields: fields["places"].append(["a", 1, 0]),
        lambda fields: fields["bound"].update(c=[77]),
        lambda fields: fields["bound"].update(c=[]),
        lambda fields: fields["bound"].update(c=[True]),
        lambda fields: fields["names"].pop("bound"),
        lambda fields: fields["names"]["imports"].update(c=1),
        lambda fields: fields["names"].update(modules=[1]),
        lambda fields: fields["aliases"].update(T=[[1, 2, 3], []]),
        lambda fields: fields["aliases"].update(T=[[1, 0, 999, 0], []]),
        lambda fields: fields.update(stars=[1]),
    ],
)
def test_what_somebody_else_wrote_counts_as_missing(change: Callable[[Any], object], tmp_path: Path) -> None:
    path = tmp_path / "m.pyi"
    path.write_bytes(STUB)
    assert rewritten(tmp_path, path, change) is None
    assert not list(tmp_path.glob("cache/*/*"))


def test_places_that_are_no_statements_are_empty(tmp_path: Path) -> None:
    path = tmp_path / "m.pyi"
    path.write_bytes(STUB)

    def moved(fields: Any) -> None:
        fields["places"] = [[first, first, 7] for first, _, _ in fields["places"]]
        fields["aliases"] = {name: [[2, 0, 2, 7], []] for name in fields["aliases"]}

    found = rewritten(tmp_path, path, moved)
    assert found is not None
    assert all(isinstance(statement, ast.stmt) for name in found.body for statement in found.body[name])
    assert all(isinstance(alias.value, ast.expr) for alias in found.names.aliases.values())


def rewritten(folder: Path, path: Path, change: Callable[[Any], object]) -> ModuleText | None:
    cache = StubCache(folder / "cache")
    kept(cache, "m", path)
    (entry,) = folder.glob("cache/*/*.stub")
    fields = json.loads(entry.read_bytes()[32:])
    change(fields)
    content = json.dumps(fields).encode()
    entry.write_bytes(hashlib.sha256(content).digest() + content)
    return cache.load("m", path, path.read_bytes())


def test_the_budget_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stub_index, "_BETWEEN_TRIMS", 2)
    cache = StubCache(tmp_path, budget=0)
    for number in range(4):
        path = tmp_path / f"m{number}.pyi"
        path.write_text(f"a = {number}\n")
        kept(cache, "m", path)
    assert len(list(tmp_path.glob("*/*.stub"))) == 1


def test_a_second_process_reads_what_the_first_has_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path))
    path = TYPESHED / "shlex.pyi"
    first = modules.read_module(path, "shlex")
    assert type(first) is not ModuleText, "the whole tree is not kept"
    monkeypatch.setattr(stub_index, "_index_of", None)
    second = modules.read_module(path, "shlex")
    whole = parsed("shlex", path)
    assert alike(first, whole)
    assert alike(second, whole)
