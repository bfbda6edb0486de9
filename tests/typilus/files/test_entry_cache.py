"""A folder of entries that may always be missing. Budget and damage are those of `test_marker_cache`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from typilus.files import EntryCache, cache_folder


def test_entries_of_another_ending_are_let_alone(tmp_path: Path) -> None:
    first, second = EntryCache(tmp_path, ".a", 0), EntryCache(tmp_path, ".b", 1000)
    for cache in (first, second):
        cache.save("key", b"content")
    first.trim()
    assert first.load("key") is None
    assert second.load("key") == b"content"


def test_a_folder_that_cannot_be_written_can_be_read(tmp_path: Path) -> None:
    cache = EntryCache(tmp_path, ".a", 1000)
    cache.save("key", b"content")
    folder = tmp_path / "ke"
    folder.chmod(0o500)
    try:
        again = EntryCache(tmp_path, ".a", 1000)
        assert again.load("key") == b"content"
        if os.geteuid():  # root may write anywhere
            again.save("key", b"other")
            assert again.load("key") == b"content"
    finally:
        folder.chmod(0o700)


def test_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TYPILUS_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "typilus"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder().is_absolute()
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"


def test_without_a_home_nothing_can_be_kept_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TYPILUS_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # as where no passwd entry tells
    with pytest.raises(OSError, match=r"Not a directory|exists"):
        cache_folder().mkdir(parents=True)
