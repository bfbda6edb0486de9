"""Archives are not trusted: nothing lands outside the folder, and bombs do not go off."""

from __future__ import annotations

import io
import lzma
import random
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from typilus.errors import ArchiveError
from typilus.files.archives import UnpackLimits, unpack


def zipped(path: Path, members: dict[str, bytes], modes: dict[str, int] | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if modes and name in modes:
                info.create_system = 3
                info.external_attr = modes[name] << 16
            archive.writestr(info, data)
    return path


def tarred(path: Path, entries: list[tuple[tarfile.TarInfo, bytes]]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for info, data in entries:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def entry(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = target
    return info


def everything_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_only_python_sources_are_written(tmp_path: Path) -> None:
    archive = zipped(
        tmp_path / "a.whl", {"p/__init__.py": b"x = 1\n", "p/data.bin": b"00", "p/b.pyi": b"", "p/c.py": b""}
    )
    result = unpack(archive, tmp_path / "out")
    assert result.paths == ("p/__init__.py", "p/c.py")
    assert everything_below(tmp_path / "out") == {"p/__init__.py", "p/c.py"}
    assert (tmp_path / "out/p/__init__.py").read_bytes() == b"x = 1\n"
    assert result.refused == {}


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("../evil.py", "path that leaves the folder"),
        ("a/../../evil.py", "path that leaves the folder"),
        ("a//evil.py", "path that leaves the folder"),
        ("./evil.py", "path that leaves the folder"),
        ("/tmp/evil.py", "absolute or foreign path"),
        ("C:/evil.py", "absolute or foreign path"),
        ("a\\..\\evil.py", "absolute or foreign path"),
        ("a/e\x07vil.py", "odd characters in the path"),
        ("a\u202e/evil.py", "odd characters in the path"),
        ("dots./evil.py", "odd characters in the path"),
        ("x" * 401 + ".py", "odd characters in the path"),
    ],
)
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_wandering_paths_are_refused(tmp_path: Path, name: str, cause: str, kind: str) -> None:
    inside = tmp_path / "deep" / "out"
    if kind == "zip":
        archive = zipped(tmp_path / "a.whl", {name: b"bad", "ok.py": b"good"})
    else:
        archive = tarred(tmp_path / "a.tar.gz", [(entry(name), b"bad"), (entry("ok.py"), b"good")])
    before = everything_below(tmp_path)
    result = unpack(archive, inside)
    assert result.paths == ("ok.py",)
    assert result.refused == {cause: 1}
    assert everything_below(tmp_path) - before == {"deep/out/ok.py"}


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    archive = tarred(
        tmp_path / "a.tar.gz",
        [
            (entry("link.py", tarfile.SYMTYPE, "/etc/passwd"), b""),
            (entry("hard.py", tarfile.LNKTYPE, "ok.py"), b""),
            (entry("pipe.py", tarfile.FIFOTYPE), b""),
            (entry("ok.py"), b"x = 1\n"),
        ],
    )
    result = unpack(archive, tmp_path / "out")
    assert result.paths == ("ok.py",)
    assert result.refused == {"link or device": 3}
    link = zipped(tmp_path / "b.whl", {"link.py": b"/etc/passwd"}, {"link.py": stat.S_IFLNK | 0o777})
    assert unpack(link, tmp_path / "out2").refused == {"link or device": 1}


def test_modes_of_the_archive_are_ignored(tmp_path: Path) -> None:
    mode = stat.S_IFREG | stat.S_ISUID | 0o777
    archive = zipped(tmp_path / "a.whl", {"run.py": b"x = 1\n"}, {"run.py": mode})
    unpack(archive, tmp_path / "out")
    assert not (tmp_path / "out/run.py").stat().st_mode & (stat.S_ISUID | 0o111)


def test_a_bomb_does_not_go_off(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.whl", {"bomb.py": b"\n" * (3 << 20), "ok.py": b"x = 1\n"})
    result = unpack(archive, tmp_path / "out")
    assert result.paths == ("ok.py",)
    assert result.refused == {"compressed beyond reason": 1}


def test_limits_count_what_is_read_not_what_is_claimed(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.whl", {"big.py": b"x = 1\n" * 100})
    assert unpack(archive, tmp_path / "out", UnpackLimits(file_bytes=100)).refused == {"too large": 1}
    with pytest.raises(ArchiveError, match="more than"):
        unpack(archive, tmp_path / "out2", UnpackLimits(total_bytes=100))
    several = zipped(tmp_path / "b.whl", {f"{n}.py": b"x" for n in range(4)})
    with pytest.raises(ArchiveError, match="more than 3 files"):
        unpack(several, tmp_path / "out3", UnpackLimits(files=3))


def test_a_path_that_differs_only_in_case_is_refused(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.whl", {"a.py": b"1", "A.py": b"2"})
    result = unpack(archive, tmp_path / "out")
    assert result.paths == ("a.py",)
    assert result.refused == {"doubled path": 1}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"\x1f\x8b\x08 cut", b"plain text"])
def test_what_is_no_archive_is_one_clear_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.whl"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"broken\.whl: cannot be unpacked"):
        unpack(path, tmp_path / "out")


@pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE])
def test_headers_of_gigabytes_are_not_read(tmp_path: Path, kind: bytes) -> None:
    header = tarfile.TarInfo("x")
    header.type, header.size = kind, 5 << 30
    path = tmp_path / "bomb.tar"
    with path.open("wb") as file:
        file.write(header.tobuf(tarfile.GNU_FORMAT))
        file.truncate(6 << 30)
    with pytest.raises(ArchiveError, match=r"a header of 5,368,709,120 bytes"):
        unpack(path, tmp_path / "out")


def test_damaged_lzma_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "x.tar.xz"
    data = bytearray(lzma.compress(bytes(random.Random(1).randbytes(300_000))))
    data[1000:1100] = bytes(100)
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match="cannot be unpacked"):
        unpack(path, tmp_path / "out")
