"""What all documents have in common; and the files of another sort are predicted, which no other file knows of."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path

import pytest

from graph_extraction import SourceDocument
from graph_extraction.intake import MAX_FILE_SIZE
from tests.typilus.auditing.by_name import by_name
from typilus.auditing import Auditor, AuditSettings
from typilus.project import DISK, Documents, FileState, OpenDocuments, parsed_document, with_document

CODE = b"def area(width: float) -> float:\n    return width\n"


class UpperDocuments:
    """Files with all their letters capital, made of nothing but a list of them."""

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        self._folder = Path(os.path.realpath(folder))
        self._code: dict[Path, str | bytes] = {self._folder / name: f"{name[:-3].upper()}: int = 1\n" for name in names}

    @property
    def unsaved(self) -> Mapping[Path, str | bytes]:
        return self._code

    def read(self, path: Path, most: int = MAX_FILE_SIZE) -> SourceDocument:
        code = self._code.get(Path(os.path.realpath(path)))
        return DISK.read(path, most) if code is None else SourceDocument(os.fspath(path), code)

    def version(self, path: Path) -> Hashable | None:
        return self._code.get(Path(os.path.realpath(path))) or DISK.version(path)


def on_disk(folder: Path) -> Documents:
    (folder / "shop.py").write_bytes(CODE)
    return DISK


def opened(folder: Path) -> Documents:
    return OpenDocuments({folder / "shop.py": CODE})


def made(folder: Path) -> Documents:
    return UpperDocuments(folder, ("shop.py",))


@pytest.fixture(params=[on_disk, opened, made])
def make(request: pytest.FixtureRequest) -> Callable[[Path], Documents]:
    """Makes documents with one file, `shop.py`."""
    maker: Callable[[Path], Documents] = request.param
    return maker


def test_a_document_has_the_name_that_was_asked_for(make: Callable[[Path], Documents], tmp_path: Path) -> None:
    documents = make(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path)
    for path in (tmp_path / "shop.py", tmp_path / "link" / "shop.py"):
        document = documents.read(path)
        assert document.path == str(path)
        assert document.tree.body
        assert documents.version(path) == documents.version(tmp_path / "shop.py")


def test_no_file_is_an_error_and_has_no_version(make: Callable[[Path], Documents], tmp_path: Path) -> None:
    documents = make(tmp_path)
    (tmp_path / "folder.py").mkdir()
    for path in (tmp_path / "none.py", tmp_path / "folder.py"):
        assert documents.version(path) is None
        assert FileState.of(path, documents) is None
        with pytest.raises(OSError, match=path.name):
            documents.read(path)


def test_one_text_has_one_version(make: Callable[[Path], Documents], tmp_path: Path) -> None:
    path, documents = tmp_path / "shop.py", make(tmp_path)
    assert documents.version(path) == documents.version(path)
    hash(documents.version(path))
    other = with_document(documents, SourceDocument(str(path), "x = 2\n"))
    assert other.version(path) != documents.version(path)
    assert other.read(path).source == "x = 2\n"
    state = FileState.of(path, documents)
    assert state is not None
    assert parsed_document(state) is parsed_document(state)


def test_unsaved_is_what_is_read(make: Callable[[Path], Documents], tmp_path: Path) -> None:
    documents = make(tmp_path)
    for path, source in documents.unsaved.items():
        assert path == Path(os.path.realpath(path))
        assert documents.read(path).source == source


def test_they_can_be_sent_to_other_processes(make: Callable[[Path], Documents], tmp_path: Path) -> None:
    path, documents = tmp_path / "shop.py", make(tmp_path)
    assert pickle.loads(pickle.dumps(documents)).read(path).source == documents.read(path).source


def test_files_of_another_sort_are_those_of_a_project(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "label.py").write_text("this is no Python\n")
    model = by_name(tmp_path / "cache")
    markers = model.load_project(root, documents=UpperDocuments(root, ("label.py", "width.py")))
    assert [summary.module for summary in markers.summaries.values()] == ["label", "width"]
    assert [symbol.symbol.name for symbol in model.predict(root / "label.py", project=markers)] == ["LABEL"]
    with Auditor(model, markers, AuditSettings(0.5)) as auditor:
        assert [auditor.audit_safely(root / name).error for name in ("label.py", "width.py")] == [None, None]
