"""Unpack the sources of a wheel or source archive without trusting it."""

from __future__ import annotations

import lzma
import stat
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from typilus.errors import ArchiveError

__all__ = ["UnpackLimits", "Unpacked", "unpack"]

_HEADERS = (
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)
_MAX_HEADER_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class UnpackLimits:
    """Bounds on what one archive may write.

    Attributes:
        file_bytes: Largest source file, uncompressed.
        total_bytes: All written files together.
        files: Number of written files.
        ratio: Largest uncompressed-to-compressed ratio of one member above 64 KiB (a bomb's is beyond a thousand).
    """

    file_bytes: int = 4 << 20
    total_bytes: int = 512 << 20
    files: int = 50_000
    ratio: float = 200.0


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The paths that were written, relative to the folder, and the counts of refused members by reason."""

    paths: tuple[str, ...]
    refused: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    size: int
    packed: int | None
    kind: str
    handle: zipfile.ZipInfo | tarfile.TarInfo


def is_source(name: str) -> bool:
    """Return whether a member's name is that of Python code."""
    return name.endswith(".py")


def unpack(
    archive: Path, folder: Path, limits: UnpackLimits = UnpackLimits(), wanted: Callable[[str], bool] = is_source
) -> Unpacked:
    """Write the wanted members of a zip or tar archive below `folder` and leave everything else inside.

    Members with absolute paths, `..`, drive letters or control characters, links, devices, and members beyond the
    limits are refused and counted. File modes of the archive are ignored.

    Raises:
        ArchiveError: The archive cannot be read, or exceeds the limits as a whole.
    """
    written: dict[str, str] = {}
    refused: Counter[str] = Counter()
    total = 0
    try:
        with ExitStack() as stack:
            opened = _open(archive, stack)
            for member in _members(opened):
                if member.kind == "folder" or not wanted(member.name):
                    continue
                reason = _refusal(member, limits)
                if reason is None and member.name.casefold() in written:
                    reason = "doubled path"
                if reason is not None:
                    refused[reason] += 1
                    continue
                data = _read(opened, member, limits.file_bytes)
                if data is None:
                    refused["larger than it says"] += 1
                    continue
                total += len(data)
                if total > limits.total_bytes or len(written) >= limits.files:
                    raise ArchiveError(f"{archive.name}: more than {limits.files} files or {limits.total_bytes} bytes")
                target = folder / member.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
                written[member.name.casefold()] = member.name
    except (
        OSError,
        EOFError,
        zipfile.BadZipFile,
        tarfile.TarError,
        zlib.error,
        lzma.LZMAError,
        RuntimeError,
        ValueError,
    ) as error:
        # `tarfile` tells what each of its readers said, a line each.
        reason = " ".join(str(error).split())
        raise ArchiveError(f"{archive.name}: cannot be unpacked: {reason}") from error
    return Unpacked(tuple(sorted(written.values())), dict(sorted(refused.items())))


def _open(archive: Path, stack: ExitStack) -> zipfile.ZipFile | tarfile.TarFile:
    if zipfile.is_zipfile(archive):
        return stack.enter_context(zipfile.ZipFile(archive))
    return stack.enter_context(tarfile.open(archive, tarinfo=_BoundedInfo))


class _BoundedInfo(tarfile.TarInfo):
    """A member whose own header is not larger than any that is written on purpose: it would be read into memory."""

    def _proc_member(self, tarfile_: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _HEADERS and self.size > _MAX_HEADER_BYTES:
            raise tarfile.ReadError(f"a header of {self.size:,} bytes")
        member: tarfile.TarInfo = super()._proc_member(tarfile_)  # type: ignore[misc]
        return member


def _members(opened: zipfile.ZipFile | tarfile.TarFile) -> Iterator[_Member]:
    if isinstance(opened, zipfile.ZipFile):
        for info in opened.infolist():
            mode = info.external_attr >> 16
            member_type = "folder" if info.is_dir() else "file"
            # Zip archives of Unix tools keep the file type in the upper half; 0 means that none was kept.
            if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
                member_type = "link or device"
            yield _Member(info.filename, info.file_size, info.compress_size, member_type, info)
        return
    for entry in opened:
        member_type = "folder" if entry.isdir() else "file" if entry.isreg() else "link or device"
        yield _Member(entry.name, entry.size, None, member_type, entry)


def _refusal(member: _Member, limits: UnpackLimits) -> str | None:
    name = member.name
    parts = name.split("/")
    if name.startswith("/") or PurePosixPath(name).is_absolute() or "\\" in name or ":" in name:
        return "absolute or foreign path"
    if any(part in ("", ".", "..") for part in parts):
        return "path that leaves the folder"
    if not name.isprintable() or len(name) > 400 or any(part.endswith((" ", ".")) for part in parts):
        return "odd characters in the path"
    if member.kind != "file":
        return member.kind
    if member.size > limits.file_bytes:
        return "too large"
    if member.packed is not None and member.size > 1 << 16 and member.size > limits.ratio * max(member.packed, 1):
        return "compressed beyond reason"
    return None


def _read(opened: zipfile.ZipFile | tarfile.TarFile, member: _Member, limit: int) -> bytes | None:
    """At most `limit` bytes: what an archive says of a member's size need not be true."""
    stream: IO[bytes] | None
    if isinstance(opened, zipfile.ZipFile):
        assert isinstance(member.handle, zipfile.ZipInfo)
        stream = opened.open(member.handle)
    else:
        assert isinstance(member.handle, tarfile.TarInfo)
        stream = opened.extractfile(member.handle)
    if stream is None:
        return None
    with stream:
        data = stream.read(limit + 1)
    return None if len(data) > limit else data
