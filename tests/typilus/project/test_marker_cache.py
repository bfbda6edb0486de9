"""A cache that is never wrong, never in the way, and never without bound."""

from __future__ import annotations

import ast
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from typilus.class_matching.classes import ClassEntry
from typilus.project.marker_cache import FileMarkers, MarkerCache, default_cache_folder
from typilus.project.reexports import summarize


def entry(rows: int = 2) -> FileMarkers:
    tree = ast.parse("from a import b as c\nimport d\nclass E:\n    class F: ...\n__all__ = ['E']\nX = int\n")
    vectors = np.arange(rows * 4, dtype=np.float32).reshape(rows, 4)
    numbers = tuple(range(rows))
    return FileMarkers(
        "d1",
        numbers,
        ("list[int]",) * rows,
        ("ö",) * rows,
        numbers,
        vectors,
        summarize(tree, "m", True),
        {"m.E": ("a.b",)},
        (ClassEntry("m.E", "E", "", frozenset({"x", "y"}), ("b",)),),
        np.full((1, 4), 0.5, np.float32),
        (("a.b", True), ("d", False)),
    )


def key(number: int) -> str:
    return f"{number:064x}"


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    cache = MarkerCache(tmp_path)
    assert cache.load(key(1)) is None
    cache.save(key(1), entry())
    found = cache.load(key(1))
    assert found is not None
    assert np.array_equal(found.vectors, entry().vectors)
    assert found.vectors.dtype == np.float32
    assert np.array_equal(found.class_vectors, entry().class_vectors)
    for name in ("digest", "positions", "types", "names", "lines", "summary", "bases", "classes", "imports"):
        assert getattr(found, name) == getattr(entry(), name)


def test_an_entry_without_markers(tmp_path: Path) -> None:
    cache = MarkerCache(tmp_path)
    cache.save(key(1), entry(0))
    found = cache.load(key(1))
    assert found is not None
    assert found.vectors.shape == (0, 4)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-3],
        lambda data: data[: len(data) // 3],
        lambda data: b"",
        lambda data: b"\x00\xff" * 50,
        lambda data: b"[]\n" + data,
        lambda data: data.replace(b'"lines": [0, 1]', b'"lines": [0]'),
        lambda data: data.replace(b'"summary"', b'"other"'),
        lambda data: data.replace(b'"bases"', b'"other"'),
        lambda data: data.replace(b'"imports"', b'"other"'),
        lambda data: data.replace(b'"classes": [[', b'"classes": [], "more": [['),
        lambda data: data.replace(b'{"m.E": ["a.b"]}', b"[1]"),
        lambda data: data.replace(b'"module"', b'"modula"'),
    ],
)
def test_a_damaged_entry_is_as_if_it_were_not_there(tmp_path: Path, damage: object) -> None:
    cache = MarkerCache(tmp_path)
    cache.save(key(1), entry())
    (path,) = tmp_path.glob("*/*")
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert cache.load(key(1)) is None


def test_a_damaged_entry_is_dropped_and_made_anew(tmp_path: Path) -> None:
    cache = MarkerCache(tmp_path)
    cache.save(key(1), entry())
    path = next(tmp_path.rglob("*.markers"))
    sound = path.read_bytes()
    for position in range(0, len(sound), max(len(sound) // 200, 1)):
        data = bytearray(sound)
        data[position] ^= 0x11
        path.write_bytes(data)
        assert cache.load(key(1)) is None
        assert not path.exists()
        cache.save(key(1), entry())
    assert cache.load(key(1)) is not None


@pytest.mark.parametrize(
    "change",
    [
        {"types": (True, 7)},
        {"names": (None, "a")},
        {"lines": (1.5, 2)},
        {"positions": (-1, 0)},
        {"positions": (True, 1)},
        {"vectors": np.full((2, 4), np.nan, np.float32)},
        {"vectors": np.ones(2, np.float32)},
        {"bases": {"a.B": (3,)}},
    ],
)
def test_values_of_another_kind_are_not_taken(tmp_path: Path, change: dict[str, object]) -> None:
    """Even with the right hash."""
    cache = MarkerCache(tmp_path)
    cache.save(key(1), replace(entry(), **change))  # type: ignore[arg-type]
    assert cache.load(key(1)) is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = MarkerCache(tmp_path / "file")
    cache.save(key(1), entry())
    assert cache.load(key(1)) is None
    cache.trim()
    nowhere = MarkerCache(None)
    nowhere.save(key(1), entry())
    assert nowhere.load(key(1)) is None


def test_the_longest_unused_go_first(tmp_path: Path) -> None:
    cache = MarkerCache(tmp_path, budget=1)
    cache.save(key(0), entry())
    size = next(tmp_path.glob("*/*")).stat().st_size
    cache = MarkerCache(tmp_path, budget=2 * size)
    for number in range(4):
        cache.save(key(number), entry())
    for age, path in enumerate(sorted(tmp_path.glob("*/*"))):
        os.utime(path, (1_000_000 + age, 1_000_000 + age))
    assert cache.load(key(0)) is not None  # used: young again
    cache.trim()
    assert [cache.load(key(number)) is not None for number in range(4)] == [True, False, False, True]


def test_no_half_written_files_stay(tmp_path: Path) -> None:
    cache = MarkerCache(tmp_path)
    cache.save(key(1), entry())
    cache.save(key(1), entry(3))
    assert [path.suffix for path in tmp_path.glob("*/*")] == [".markers"]


def test_where_it_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path))
    assert default_cache_folder() == tmp_path / "markers"
    monkeypatch.delenv("TYPILUS_CACHE")
    assert "typilus" in str(default_cache_folder())


def test_what_is_dropped_is_noted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cache = MarkerCache(tmp_path)
    cache.save(key(1), entry())
    (path,) = tmp_path.glob("*/*")
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with caplog.at_level("INFO", "typilus"):
        assert cache.load(key(1)) is None
    assert caplog.messages == [f"{path}: is damaged (its hash is another); it is dropped and made anew"]
    assert not path.exists()
    cache.save(key(1), entry())
    assert cache.load(key(1)) is not None


def test_what_a_killed_process_has_left_is_removed_with_old_entries(tmp_path: Path) -> None:
    cache = MarkerCache(tmp_path)
    cache.save(key(1), entry())
    (path,) = tmp_path.glob("*/*")
    (path.parent / f".{path.name}.abcdefgh.part").write_bytes(b"half")
    cache.trim()
    assert list(tmp_path.glob("*/*")) + list(tmp_path.glob("*/.*")) == [path]
