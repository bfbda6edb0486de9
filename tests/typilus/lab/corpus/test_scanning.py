"""The first look at a file, and keeping it for a resumed build."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from tests.typilus.lab.corpus.wheels import shop_source
from typilus.errors import CorpusError
from typilus.lab.corpus.scanning import MAX_SOURCE_BYTES, read_scan, scan_file, scan_files, write_scan


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "p").mkdir()
    (tmp_path / "p/shop.py").write_text(shop_source(1), encoding="utf-8")
    (tmp_path / "p/broken.py").write_text("def f(:\n", encoding="utf-8")
    (tmp_path / "p/data.py").write_text(f"x = '{'a' * MAX_SOURCE_BYTES}'\n", encoding="utf-8")
    (tmp_path / "p/made_pb2.py").write_text("class Message: pass\n", encoding="utf-8")
    return tmp_path


def test_each_refusal_has_its_cause(root: Path) -> None:
    paths = ["p/shop.py", "p/broken.py", "p/data.py", "p/made_pb2.py", "p/gone.py", "p/_vendor/x.py"]
    assert [file.refusal for file in scan_files(str(root), False, paths)] == [
        None,
        "not Python of this interpreter",
        "too large",
        "generated file",
        "cannot be read",
        "vendored copy",
    ]


def test_generated_files_still_define_classes(root: Path) -> None:
    summary = scan_file(root, "p/made_pb2.py").summary
    assert summary is not None
    assert summary.classes == ("Message",)


def test_a_scan_is_kept_for_its_key_only(root: Path) -> None:
    files = scan_files(str(root), False, ["p/shop.py", "p/broken.py", "p/made_pb2.py"])
    path = root / "kept.npz"
    write_scan(path, "key", files)
    assert read_scan(path, "other") is None
    assert read_scan(root / "nothing.npz", "key") is None
    found = read_scan(path, "key")
    assert found is not None
    for mine, theirs in zip(files, found, strict=True):
        assert (mine.path, mine.refusal, mine.summary) == (theirs.path, theirs.refusal, theirs.summary)
        assert (mine.fingerprint is None) is (theirs.fingerprint is None)
        if mine.fingerprint is not None and theirs.fingerprint is not None:
            for name in (field.name for field in dataclasses.fields(mine.fingerprint)):
                assert np.array_equal(getattr(mine.fingerprint, name), getattr(theirs.fingerprint, name))


def test_a_damaged_scan_says_so(root: Path) -> None:
    path = root / "kept.npz"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(CorpusError, match=r"kept\.npz: damaged"):
        read_scan(path, "key")
