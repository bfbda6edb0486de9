"""Names of modules, relative imports, and names that are written as those of classes are."""

from __future__ import annotations

import pytest

from typilus.annotation_types.module_names import (
    absolute_module,
    is_camel_case,
    is_written_as_class,
    shared_parts,
    written_module,
)


@pytest.mark.parametrize(
    ("name", "level", "module", "is_package", "absolute"),
    [
        ("a.b", 0, "pkg.mod", False, "a.b"),
        ("a", 1, "pkg.mod", False, "pkg.a"),
        ("a", 1, "pkg", True, "pkg.a"),
        (None, 1, "pkg.mod", False, "pkg"),
        ("", 2, "pkg.sub.mod", False, "pkg"),
        ("a", 2, "pkg.sub", True, "pkg.a"),
        ("a", 2, "pkg.mod", False, None),
        ("a", 4, "pkg.sub.mod", False, None),
        ("a", 1, "", False, None),
        ("a", 1, "", True, None),
    ],
)
def test_relative_imports(name: str | None, level: int, module: str, is_package: bool, absolute: str | None) -> None:
    assert absolute_module(name, level, module, is_package) == absolute


def test_classes_are_written_in_camel_case() -> None:
    assert [is_written_as_class(name) for name in ("a.Shop", "_Shop", "shop", "SHOP", "T", "a.B.c")] == [
        True, True, False, False, True, False
    ]  # fmt: skip
    assert [is_camel_case(name) for name in ("Shop", "_Shop", "shop", "HTTP", "T", "Foo_Bar")] == [
        True, True, False, False, False, False
    ]  # fmt: skip


def test_shared_parts() -> None:
    assert shared_parts(["a", "b", "c"], ["a", "b", "d", "c"]) == 2
    assert shared_parts(["a"], []) == shared_parts([], ["a"]) == 0


@pytest.mark.parametrize(
    ("name", "level", "written"), [("a.b", 0, "a.b"), ("a", 2, "..a"), (None, 1, "."), (None, 0, "")]
)
def test_modules_as_imports_write_them(name: str | None, level: int, written: str) -> None:
    assert written_module(name, level) == written
