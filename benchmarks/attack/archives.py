"""Archives that lie, wander, explode or are broken: only sound sources are written, the rest is refused."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import random
import resource
import stat
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from benchmarks.attack.outcomes import Attack
from tests.typilus.files.test_archives import entry, tarred, zipped
from typilus.errors import ArchiveError
from typilus.files.archives import UnpackLimits, unpack

__all__ = ["attack_by_archives", "names_of_archives"]

Make = Callable[[Path], Path]
SOUND = b"x = 1\n"
MAX_MEMORY = 1 << 30
LIMITS = UnpackLimits(file_bytes=1 << 20, total_bytes=8 << 20, files=1000)
PATHS = (
    *(
        "../evil.py",
        "a/../../evil.py",
        "a//evil.py",
        "./evil.py",
        "/tmp/evil.py",
        "//host/evil.py",
        "C:/evil.py",
        "C:evil.py",
    ),
    *(
        "a\\..\\evil.py",
        "a/e\x07vil.py",
        "a\x1b[2J.py",
        "a\u202e/evil.py",
        "dots./evil.py",
        "x" * 401 + ".py",
        "..",
        "/",
        "~/evil.py",
    ),
    *("a/" * 500 + "evil.py", "ok.py/evil.py", "con.py/..", "a/\u2028.py"),
)


def _archives() -> dict[str, Make]:
    found: dict[str, Make] = {}
    for path in PATHS:
        members = {path: SOUND, "ok.py": SOUND}
        found[f"zip {path!a:.40}"] = partial(_zip, members)
        found[f"tar {path!a:.40}"] = partial(_tar, [(entry(name), SOUND) for name in members])
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, b"?"):
        link, folder = entry("link.py", kind, "/etc/passwd"), entry("p", kind, "/tmp")
        found[f"tar of kind {kind!r}"] = partial(_tar, [(link, b""), (entry("ok.py"), SOUND)])
        found[f"tar of kind {kind!r}, a folder of others"] = partial(_tar, [(folder, b""), (entry("p/evil.py"), SOUND)])
    for mode in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK):
        modes = {"link.py": mode | 0o777}
        found[f"zip of mode {mode:o}"] = partial(_zip, {"link.py": b"/etc/passwd", "ok.py": SOUND}, modes=modes)
    for kind in (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE):
        found[f"tar header {kind!r} of 5 GB"] = partial(_header, kind)
    found |= {name: partial(_file, content) for name, content in _broken().items()}
    large = {f"{number}.py": random.Random(number).randbytes(1 << 20) for number in range(9)}
    return found | {
        "zip bomb": partial(_zip, {"bomb.py": bytes(64 << 20), "ok.py": SOUND}),
        "tar bomb": partial(_tar, [(entry("bomb.py"), bytes(64 << 20)), (entry("ok.py"), SOUND)]),
        "zip of many": partial(_zip, {f"{number}.py": b"" for number in range(1001)}),
        "tar of many": partial(_tar, [(entry(f"{number}.py"), b"") for number in range(1001)]),
        "zip of too much": partial(_zip, large),
        "one name twice": partial(_tar, [(entry("ok.py"), SOUND), (entry("ok.py"), b"evil")]),
        "names that differ in case": partial(_zip, {"ok.py": SOUND, "OK.py": b"evil"}),
        "zip encrypted": _encrypted,
        "zip that lies about sizes": _lying,
    }


def _broken() -> Mapping[str, bytes]:
    return {
        "empty": b"",
        "cut zip": b"PK\x03\x04 cut",
        "cut gzip": gzip.compress(bytes(9999))[:20],
        "plain text": b"plain text",
        "zip directory only": b"PK\x05\x06" + bytes(18),
        "zip directory far away": b"PK\x05\x06" + b"\xff" * 18,
        "damaged lzma": _damaged(lzma.compress(random.Random(1).randbytes(99_999))),
        "damaged bz2": _damaged(bz2.compress(random.Random(1).randbytes(99_999))),
        "damaged gzip": _damaged(gzip.compress(random.Random(1).randbytes(99_999))),
        "gzip bomb": gzip.compress(bytes(1 << 28), 9),
        "gzip of a gzip": gzip.compress(gzip.compress(SOUND)),
        "tar of nulls": bytes(10_240),
        "tar of noise": random.Random(1).randbytes(10_240),
        "tar of negative size": tarfile.TarInfo("x.py").tobuf().replace(b"00000000000\0", b"-0000000001\0", 1),
    }


def _zip(members: dict[str, bytes], folder: Path, modes: dict[str, int] | None = None) -> Path:
    return zipped(folder / "a.whl", members, modes)


def _tar(entries: list[tuple[tarfile.TarInfo, bytes]], folder: Path) -> Path:
    return tarred(folder / "a.tar.gz", entries)


def _damaged(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes(100) + content[middle + 100 :]


def _file(content: bytes, folder: Path) -> Path:
    path = folder / "a.tar.gz"
    path.write_bytes(content)
    return path


def _header(kind: bytes, folder: Path) -> Path:
    header = tarfile.TarInfo("x")
    header.type, header.size = kind, 5 << 30
    path = folder / "a.tar"
    with path.open("wb") as file:
        file.write(header.tobuf(tarfile.GNU_FORMAT))
        file.truncate(6 << 30)
    return path


def _encrypted(folder: Path) -> Path:
    path = zipped(folder / "a.whl", {"evil.py": SOUND})
    path.write_bytes(path.read_bytes().replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\x01\0"))
    return path


def _lying(folder: Path) -> Path:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("evil.py", bytes(2 << 20))
    data = content.getvalue().replace((2 << 20).to_bytes(4, "little"), (7).to_bytes(4, "little"))
    return _file(data, folder)


def names_of_archives() -> list[str]:
    """Of all of them."""
    return list(_archives())


def attack_by_archives(names: Iterable[str]) -> Iterator[Attack]:
    """Unpack some of them."""
    archives = _archives()
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            out = root / "deep" / "out"
            archive = archives[name](root)
            yield Attack("archives", name, *_unpacked(archive, out, root))


def _unpacked(archive: Path, out: Path, root: Path) -> tuple[str, str]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        outcome = f"written {len(unpack(archive, out, LIMITS).paths)}"
    except ArchiveError as error:
        outcome = "error"
        if archive.name not in str(error) or "\n" in str(error):
            return outcome, f"says little: {error}"
    except Exception as error:
        return "fault", repr(error)
    written = [Path(top, name) for top, _, files in os.walk(root) for name in files]
    outside = [path for path in written if path != archive and not path.is_relative_to(out)]
    odd = [path for path in written if path.is_symlink() or path.stat().st_size > LIMITS.file_bytes]
    if outside or [path for path in odd if path != archive]:
        return outcome, f"written {outside or odd}"
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return outcome, f"takes {grown >> 10:,} MB" if grown << 10 > MAX_MEMORY else ""
