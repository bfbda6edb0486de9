"""Projects of a list: folders, archives, the commit of a working copy."""

from __future__ import annotations

import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from typilus.batch.project_opening import open_project
from typilus.errors import ArchiveError, TypilusError

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = tmp_path / "shop"
    (root / "src").mkdir(parents=True)
    (root / "src" / "a.py").write_text("x = 1\n")
    (root / "pyproject.toml").touch()
    (root / ".gitignore").write_text("b.py\n")
    (root / "b.py").touch()
    (root / "notes.txt").touch()
    return root


def test_a_folder_is_read_where_it_is(shop: Path) -> None:
    with open_project(shop) as opened:
        assert (opened.root, opened.files, opened.revision) == (shop, (str(shop / "src" / "a.py"),), "")


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_an_archive_is_unpacked_meanwhile(shop: Path, tmp_path: Path, kind: str) -> None:
    archive = tmp_path / f"shop-1.0.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(archive, "w") as zipped:
            for path in sorted(shop.rglob("*.*")):
                zipped.write(path, path.relative_to(shop.parent))
    else:
        with tarfile.open(archive, "w:gz") as tarred:
            tarred.add(shop, "shop")
    with open_project(archive) as opened:
        assert opened.root.name == "shop"
        assert [Path(file).relative_to(opened.root).as_posix() for file in opened.files] == ["src/a.py"]
        assert (opened.root / "pyproject.toml").is_file()
        assert not (opened.root / "notes.txt").exists()
        assert opened.revision == f"sha256:{sha256(archive.read_bytes()).hexdigest()}"
    assert not opened.root.exists()


@pytest.mark.parametrize("form", ["detached", "loose", "packed"])
def test_the_commit_of_a_working_copy(shop: Path, form: str) -> None:
    git = shop / ".git"
    (git / "refs" / "heads").mkdir(parents=True)
    (git / "HEAD").write_text(f"{COMMIT}\n" if form == "detached" else "ref: refs/heads/main\n")
    if form == "loose":
        (git / "refs" / "heads" / "main").write_text(f"{COMMIT}\n")
    if form == "packed":
        (git / "packed-refs").write_text(f"# pack-refs\n{COMMIT[::-1]} refs/heads/other\n{COMMIT} refs/heads/main\n")
    with open_project(shop) as opened:
        assert opened.revision == COMMIT


@pytest.mark.parametrize("head", ["ref: ../../secret\n", "ref: refs/heads/gone\n", "no commit\n", "\xff"])
def test_a_head_that_names_no_commit_is_passed_over(shop: Path, head: str) -> None:
    (shop / "secret").write_text(COMMIT)
    (shop / ".git" / "refs").mkdir(parents=True)
    (shop / ".git" / "HEAD").write_text(head, "latin-1")
    with open_project(shop) as opened:
        assert opened.revision == ""


def test_what_is_no_project_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 and no more")
    for name, error, message in (
        ("gone", TypilusError, "gone: no such folder or archive"),
        ("empty", TypilusError, "empty: has no Python files"),
        ("bad.zip", ArchiveError, r"bad\.zip: cannot be unpacked"),
    ):
        with pytest.raises(error, match=message), open_project(tmp_path / name):
            pass
