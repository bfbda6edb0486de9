"""Where annotated texts go: over their files, as stubs in a folder, or nowhere; and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from typilus.annotating.annotated_file import AnnotatedFile
from typilus.annotating.writing import Destination
from typilus.rewriting import AnnotatedSource

BEFORE, AFTER = b"def area(width):\n    return width\n", b"def area(width: int) -> int:\n    return width\n"
STUB = "def area(width: int) -> int:\n    ...\n"


def annotated(path: Path, after: bytes = AFTER) -> AnnotatedFile:
    """A file on disk and what it is to become."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(BEFORE)
    return AnnotatedFile(str(path), None, source=AnnotatedSource(str(path), BEFORE, after, "utf-8"))


def test_nothing_is_written_unless_asked_for(tmp_path: Path) -> None:
    file = annotated(tmp_path / "a.py")
    assert Destination(tmp_path, [str(tmp_path)]).save(file) is file
    assert [path.name for path in tmp_path.iterdir()] == ["a.py"]
    assert (tmp_path / "a.py").read_bytes() == BEFORE


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    file = annotated(tmp_path / "a.py")
    assert Destination(tmp_path, [str(tmp_path)], write=True).save(file) is file
    assert (tmp_path / "a.py").read_bytes() == AFTER
    assert [path.name for path in tmp_path.iterdir()] == ["a.py"]


def test_a_file_that_stays_as_it_is_keeps_its_time(tmp_path: Path) -> None:
    file = annotated(tmp_path / "a.py", BEFORE)
    os.utime(tmp_path / "a.py", ns=(1, 1))
    Destination(tmp_path, [str(tmp_path)], write=True).save(file)
    assert (tmp_path / "a.py").stat().st_mtime_ns == 1


def test_a_file_that_has_changed_meanwhile_is_kept_and_told(tmp_path: Path) -> None:
    file = annotated(tmp_path / "a.py")
    (tmp_path / "a.py").write_text("mine = 1\n")
    saved = Destination(tmp_path, [str(tmp_path)], write=True).save(file)
    assert saved.error is not None
    assert saved.error.startswith(str(tmp_path / "a.py"))
    assert saved.source is None
    assert (tmp_path / "a.py").read_text() == "mine = 1\n"


def test_a_file_that_failed_before_stays_as_it_is(tmp_path: Path) -> None:
    failed = AnnotatedFile("a.py", "a.py: is broken")
    for destination in (Destination(tmp_path, ["a.py"], write=True), Destination(tmp_path, [], stubs=tmp_path)):
        assert destination.save(failed) is failed
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "stub"),
    [
        ("till.py", "till.pyi"),
        ("tools/build.py", "tools/build.pyi"),
        ("src/till.py", "till.pyi"),
        ("shop/__init__.py", "shop/__init__.pyi"),
        ("shop/desk.py", "shop/desk.pyi"),
        ("lib/shop/desk.py", "shop/desk.pyi"),
        ("shop-stubs/desk.py", "shop/desk.pyi"),
        ("shop copy.py", "shop copy.pyi"),
        ("v1.2/my shop/till.py", "v1.2/my shop/till.pyi"),
        ("-x.py", "-x.pyi"),
    ],
)
def test_a_stub_lies_where_its_module_is_imported_from(path: str, stub: str, tmp_path: Path) -> None:
    """A package is named from above its outermost folder, whatever else lies around it."""
    project, stubs = tmp_path / "project", tmp_path / "stubs"
    for package in ("shop", "lib/shop"):
        (project / package).mkdir(parents=True)
        (project / package / "__init__.py").touch()
    file = annotated(project / path)
    assert Destination(project, [str(project)], stubs=stubs).save(file) is file
    (written,) = (found for found in stubs.rglob("*") if found.is_file())
    assert written == stubs / stub
    assert written.read_text() == STUB
    assert (project / path).read_bytes() == BEFORE


def test_a_stub_comes_even_where_nothing_is_annotated(tmp_path: Path) -> None:
    Destination(tmp_path, [], stubs=tmp_path / "stubs").save(annotated(tmp_path / "a.py", BEFORE))
    assert (tmp_path / "stubs/a.pyi").read_text() == "def area(width):\n    ...\n"


def test_scripts_of_one_name_have_no_stub_of_one_name(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "run.py").write_text("import till\n")
    destination = Destination(tmp_path, [], stubs=tmp_path / "stubs")
    one, two = (annotated(tmp_path / folder / "till.py", BEFORE) for folder in ("one", "two"))
    assert destination.save(one) is one
    stub = tmp_path / "stubs/till.pyi"
    reason = f"{stub} is the stub of {one.path}; name one of them with another --stubs folder"
    assert destination.save(two).error == f"{two.path}: {reason}"
    assert destination.save(one) is one, "written again in a later pass"


def test_no_stub_stands_for_a_name_with_a_dot(tmp_path: Path) -> None:
    saved = Destination(tmp_path, [], stubs=tmp_path / "stubs").save(annotated(tmp_path / "a.b.py"))
    assert saved.error == f"{tmp_path / 'a.b.py'}: a module name cannot contain a dot, so there can be no stub for it"
    assert not (tmp_path / "stubs").exists()


@pytest.fixture
def linked(tmp_path: Path) -> tuple[Path, Path]:
    """A link inside a project to a file outside of it, and that file."""
    outside = tmp_path / "outside/a.py"
    link = tmp_path / "project/a.py"
    annotated(outside)
    link.parent.mkdir()
    link.symlink_to(outside)
    return link, outside


def test_a_link_out_of_the_project_is_not_written_through(linked: tuple[Path, Path]) -> None:
    link, outside = linked
    file = AnnotatedFile(str(link), None, source=AnnotatedSource(str(link), BEFORE, AFTER, "utf-8"))
    saved = Destination(link.parent, [str(link.parent)], write=True).save(file)
    assert saved.error == f"{link}: is a link to {outside}, outside of the project; name that file to write it"
    assert outside.read_bytes() == BEFORE


@pytest.mark.parametrize("named", ["the link", "the folder it leads to"])
def test_unless_somebody_named_it(named: str, linked: tuple[Path, Path]) -> None:
    link, outside = linked
    file = AnnotatedFile(str(link), None, source=AnnotatedSource(str(link), BEFORE, AFTER, "utf-8"))
    names = [str(link) if named == "the link" else str(outside.parent)]
    assert Destination(link.parent, names, write=True).save(file) is file
    assert outside.read_bytes() == AFTER
    assert link.is_symlink()


def test_leftovers_beside_written_files_are_cleared(tmp_path: Path) -> None:
    file = annotated(tmp_path / "project/a.py")
    left = tmp_path / "project/.a.py.01234567.typilus-tmp"
    left.write_text("half of it")
    own = tmp_path / "project/.notes"
    own.write_text("mine")
    Destination(tmp_path, []).prepare([file.path])
    assert left.exists(), "nothing is cleared by those who only look"
    Destination(tmp_path, [], write=True).prepare([file.path])
    assert not left.exists()
    assert own.read_text() == "mine"
