"""What comes in is a regular file of bounded size; anything else is an error at once."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from graph_extraction.intake import exists, is_file, is_folder, parse_json, read_bytes, read_text


def test_a_file_comes_whole(tmp_path: Path) -> None:
    data = os.urandom(3_000_000)
    (tmp_path / "data").write_bytes(data)
    assert read_bytes(tmp_path / "data") == data
    assert read_bytes(str(tmp_path / "data"), len(data)) == data
    (tmp_path / "link").symlink_to("data")
    assert read_bytes(tmp_path / "link") == data


def test_line_ends_and_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes(b"a\r\nb\rc\n\xff")
    assert read_text(tmp_path / "text", errors="replace") == "a\nb\nc\n\ufffd"
    with pytest.raises(UnicodeDecodeError):
        read_text(tmp_path / "text")


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


@pytest.mark.parametrize(
    ("make", "kind"),
    [(make_pipe, "a pipe"), (make_device, "a device"), (make_socket, "a socket"), (Path.mkdir, "a folder")],
)
def test_what_is_no_regular_file_is_not_read(
    tmp_path: Path, make: object, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's name must be short
    assert callable(make)
    make(Path("x.py"))
    with pytest.raises(OSError, match=f"is {kind}, not a regular file"):
        read_bytes("x.py")
    assert not is_file("x.py")
    assert is_folder("x.py") == (kind == "a folder")
    assert exists("x.py")


def test_a_file_that_becomes_a_pipe_between_two_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "x.py")
    (tmp_path / "regular").touch()
    regular = os.stat(tmp_path / "regular")  # noqa: PTH116 - as the door does
    monkeypatch.setattr(os, "stat", lambda path: regular)
    with pytest.raises(OSError, match="is a pipe"):
        read_bytes(tmp_path / "x.py")


def test_what_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "x.py").open("wb") as file:
        file.truncate(10 << 30)
    monkeypatch.setattr(os, "read", lambda *_: pytest.fail("read"))
    with pytest.raises(OSError, match="is larger than 67,108,864 bytes"):
        read_bytes(tmp_path / "x.py")


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.py"
    path.write_bytes(b"x" * 10)
    read = os.read

    def growing(descriptor: int, size: int) -> bytes:
        with path.open("ab") as file:
            file.write(b"y" * 100)
        return read(descriptor, size)

    monkeypatch.setattr(os, "read", growing)
    with pytest.raises(OSError, match="is larger than 1,000 bytes"):
        read_bytes(path, 1_000)


def test_nobody_waits_for_the_other_end_of_a_pipe(tmp_path: Path) -> None:
    """Also where a writer is there already: its text is not taken."""
    os.mkfifo(tmp_path / "x.py")
    keeper = os.open(tmp_path / "x.py", os.O_RDWR)
    try:
        os.write(keeper, b"x = 1\n")
        errors: list[Exception] = []

        def read() -> None:
            try:
                read_bytes(tmp_path / "x.py")
            except OSError as error:
                errors.append(error)

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        reader.join(20)
        assert errors
        assert os.read(keeper, 100) == b"x = 1\n"
    finally:
        os.close(keeper)


def test_what_the_system_does_not_tell_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    for path in (tmp_path / "loop", tmp_path / "loop" / "x", tmp_path / ("n" * 300), "/" + "d/" * 5000, "a\0b"):
        assert not any(asked(path) for asked in (exists, is_file, is_folder))


def test_json_of_any_depth_is_a_value_error() -> None:
    assert parse_json('{"a": [1]}') == {"a": [1]}
    for text in ("[" * 1_000_000, '{"a":' * 1_000_000, "{", b"\xff"):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever the reason
            parse_json(text)
