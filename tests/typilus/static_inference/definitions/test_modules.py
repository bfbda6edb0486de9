"""Where modules are found."""

from __future__ import annotations

import ast
from pathlib import Path

from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.definitions.modules import Modules, read_module


def test_the_project_comes_first_then_stubs(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("mine = 1\n", "utf-8")
    package = tmp_path / "pkg"
    package.mkdir()
    (package / "__init__.py").write_text("", "utf-8")
    modules = Modules({}, [tmp_path])
    own, stub, inner = modules.find("json"), modules.find("re"), modules.find("pkg")
    assert own is not None
    assert own.path.endswith("json.py")
    assert stub is not None
    assert stub.is_stub
    assert inner is not None
    assert inner.is_package
    assert modules.find("pkg.absent") is None
    assert modules.find(".") is modules.find("") is None


def test_installed_packages_are_read(tmp_path: Path) -> None:
    for folder, name in (("typed", "__init__.py"), ("other", "__init__.py"), ("other-stubs", "__init__.pyi")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text("x: int = 1\n", "utf-8")
    (tmp_path / "single.py").write_text("x: int = 1\n", "utf-8")
    modules = Modules({}, (), [tmp_path])
    single = modules.find("single")
    assert single is not None
    assert not single.is_stub
    source, stub = modules.find("typed"), modules.find("other")
    assert source is not None
    assert not source.is_stub
    assert stub is not None
    assert stub.is_stub


def test_a_file_that_is_given_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "pkg").mkdir()
    path = tmp_path / "pkg" / "mod.py"
    path.write_text("x: int = 1\n", "utf-8")
    modules = Modules({}, [tmp_path])
    given = ModuleText("mod", str(path), ast.parse("x = 1\n"))
    modules.add(given)
    assert modules.find("mod") is given
    assert modules.find("pkg.mod") is given


def test_what_cannot_be_parsed_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    for content in (b"def", b"\xff", b"\x00"):
        path.write_bytes(content)
        assert read_module(path, "bad") is None
    assert read_module(tmp_path / "absent.py", "absent") is None


def test_stubs_and_installed_packages_are_foreign(tmp_path: Path) -> None:
    for folder in ("own", "installed"):
        (tmp_path / folder / folder).mkdir(parents=True)
        (tmp_path / folder / folder / "__init__.py").write_text("x = 1\n")
    modules = Modules({}, [tmp_path / "own"], [tmp_path / "installed"])
    texts = [modules.find(name) for name in ("own", "installed", "json")]
    assert [text is not None and modules.is_foreign(text) for text in texts] == [False, True, True]
