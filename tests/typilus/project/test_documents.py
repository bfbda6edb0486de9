from __future__ import annotations

import gc
import os
import pickle
import weakref
from pathlib import Path

import pytest

from graph_extraction import parse_source
from typilus.project.documents import (
    DISK,
    Documents,
    FileState,
    OpenDocuments,
    new_files,
    parsed_document,
    with_document,
)


def text_of(path: Path, documents: Documents) -> str | None:
    state = FileState.of(path, documents)
    document = None if state is None else parsed_document(state)
    return None if document is None else document.text


def test_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    assert DISK.version(path) is DISK.version(tmp_path) is DISK.version(Path("a\0b")) is None
    with pytest.raises(OSError, match="No such file"):
        DISK.read(path)
    path.write_text("x = 1\n", "utf-8")
    assert text_of(path, DISK) == "x = 1\n"
    with pytest.raises(OSError, match="larger"):
        DISK.read(path, most=3)
    path.write_text("longer = 2\n", "utf-8")
    assert text_of(path, DISK) == "longer = 2\n"
    assert not DISK.unsaved


def test_open_texts_lie_over_the_disk_by_whatever_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, link = tmp_path / "real", tmp_path / "link"
    folder.mkdir()
    link.symlink_to(folder)
    for name in ("a.py", "b.py"):
        (folder / name).write_text(f"{name[0]} = 1\n", "utf-8")
    monkeypatch.chdir(folder)
    documents = OpenDocuments({link / "a.py": "a = 2\n", folder / "new.py": b"n = 3\n"})
    for path in (folder / "a.py", link / "a.py", Path("a.py"), Path("../link/a.py")):
        assert text_of(path, documents) == "a = 2\n"
        assert documents.read(path).path == os.fspath(path)
    assert text_of(folder / "b.py", documents) == "b = 1\n"
    assert text_of(folder / "new.py", documents) == "n = 3\n"
    assert text_of(folder / "none.py", documents) is None
    assert text_of(folder / "a.py", DISK) == "a = 1\n"
    assert new_files(documents, link) == [link / "new.py"]
    assert new_files(documents, folder / "none") == new_files(DISK, folder) == []


def test_only_the_last_state_of_a_file_is_kept_parsed(tmp_path: Path) -> None:
    documents = [OpenDocuments({tmp_path / "a.py": f"a = {number}\n"}) for number in range(3)]
    states = [FileState.of(tmp_path / "a.py", one) for one in documents]
    parsed = [weakref.ref(document) for state in states if state and (document := parsed_document(state))]
    gc.collect()
    assert [reference() is None for reference in parsed] == [True, True, False]


def test_open_texts_lie_over_other_open_texts(tmp_path: Path) -> None:
    a, b = tmp_path / "a.py", tmp_path / "b.py"
    below = OpenDocuments({a: "a = 1\n", b: "b = 1\n"})
    above = OpenDocuments({a: "a = 2\n"}, below)
    assert [text_of(path, above) for path in (a, b)] == ["a = 2\n", "b = 1\n"]
    assert set(above.unsaved) == {Path(os.path.realpath(path)) for path in (a, b)}


def test_one_file_as_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"# coding: latin-1\nx = '\xe9'\n")
    for source in (path.read_bytes(), "# coding: latin-1\nx = 'é'\n"):
        assert with_document(DISK, parse_source(source, str(path))) is DISK
    for source in ("x = 1\n", "# coding: no-such\n"):
        documents = with_document(DISK, parse_source(source, str(path)))
        assert text_of(path, documents) == source
        assert with_document(documents, parse_source(source, str(path))) is documents
    assert with_document(DISK, parse_source("x = 1\n", str(tmp_path / "new.py"))).unsaved
    assert with_document(DISK, parse_source("x = 1\n")) is DISK


def test_the_same_texts_are_the_same_documents(tmp_path: Path) -> None:
    one, same, other = (OpenDocuments({tmp_path / "a.py": text}) for text in ("a = 1\n", "a = 1\n", "a = 2\n"))
    assert one == same == pickle.loads(pickle.dumps(one)) != other
    assert hash(one) == hash(same)
    assert pickle.loads(pickle.dumps(DISK)) == DISK


def test_one_state_is_read_once_from_whichever_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("a = 1\n", "utf-8")
    state, same = FileState.of(path, DISK), FileState.of(path, OpenDocuments({tmp_path / "b.py": ""}))
    assert state is not None
    assert same is not None
    assert parsed_document(state) is parsed_document(same)


@pytest.mark.parametrize("code", [b"def", b"\xff", b"\0", b"print 'x'\n", b"# " + b"x" * 2_000_000])
def test_what_this_python_does_not_read_is_no_document(tmp_path: Path, code: bytes) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(code)
    assert text_of(path, DISK) is None
