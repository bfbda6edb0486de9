"""Files and folders that are odd in what they are: pipes, devices, links, rights, names, settings around them."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

__all__ = ["SOURCE", "OddPlace", "odd_places"]

OddPlace = Callable[[Path], Path]
"""From a project's folder to what is named on the command line, made there."""

SOURCE = "def greet(name):\n    return name.upper()\n"
FILE_NAMES = (
    *(
        "a b.py",
        "ü.py",
        "u\u0308.py",
        "名.py",
        "\u202ey.py",
        "a\nb.py",
        "a\rb.py",
        "a\tb.py",
        "\x1b[2J.py",
        "\x07.py",
        "\x7f.py",
    ),
    *(
        "'.py",
        '".py',
        "`id`.py",
        "$(id).py",
        "$HOME.py",
        "%s.py",
        "%.py",
        "{x}.py",
        "[a].py",
        "*.py",
        "?.py",
        "~.py",
        "#.py",
    ),
    *(
        "!x.py",
        "&.py",
        ";.py",
        "|.py",
        "<.py",
        "\\.py",
        "\\n.py",
        "-x.py",
        "--write.py",
        "@x.py",
        "+x.py",
        ".py",
        "..py",
    ),
    *(
        ".hidden.py",
        "a.b.py",
        "a..b.py",
        "__init__.py",
        "__main__.py",
        "con.py",
        "x" * 252 + ".py",
        "😀.py",
        "import.py",
    ),
    *(
        "None.py",
        "x.PY",
        "x.txt",
        "x",
        "x.pyc",
        "x.py~",
        "x.pyi",
        "x.pyw",
        "0.py",
        "\udcff.py",
        "\udc80\udcfe.py",
        "setup.py",
    ),
    *("[bold]x[/bold].py", "[link=file:x]x.py", "a\u2028b.py", "conftest.py", "<stdin>", "a:12.py", "=.py", ",.py"),
)
SETTINGS: Mapping[str, bytes] = {
    "broken": b"[tool.typilus\n",
    "bytes": b"\xff\xfe[tool.typilus]",
    "null bytes": bytes(100),
    "deep": b"x = " + b"[" * 20_000,
    "deep tables": b"[" + b"a." * 20_000 + b"a]\n",
    "large": b"x = '" + b"y" * (2 << 20) + b"'\n",
    "a wrong key": b"[tool.typilus]\nplugin = 'x'\n",
    "an escape": b'[tool.typilus]\n"\\u001b[2J" = 1\n',
    "a wrong kind": b"[tool.typilus]\ntop = [[1]]\n",
    "no table": b"tool = 1\n",
    "no table of ours": b"[tool]\ntypilus = 1\n",
    "a model": b"[tool.typilus]\nmodel = '/tmp'\n",
    "a wrong floor": b"[project]\nrequires-python = 7\n",
    "an odd floor": b"[project]\nrequires-python = '>=99.99,<1,~=x'\n",
    "a long floor": b"[project]\nrequires-python = '" + b">=3.8," * 20_000 + b"'\n",
}
IGNORED: Mapping[str, bytes] = {
    "stars": b"*a" * 3_000 + b"b\n",
    "double stars": b"**/" * 3_000 + b"x\n",
    "brackets": b"[[" * 3_000 + b"\n[z-a]\n[^\n[!]\n",
    "bytes": b"\xff\xfe\0\n",
    "all": b"*\n!*\n",
    "many": b"".join(b"*%d*x*\n" % number for number in range(20_000)),
    "large": b"x" * (2 << 20),
}


def odd_places() -> Mapping[str, OddPlace]:
    """By name; making one may raise OSError, where the system has no such thing."""
    found: dict[str, OddPlace] = {f"name {name!a:.60}": _named(name) for name in FILE_NAMES}
    for name, content in SETTINGS.items():
        found[f"pyproject.toml {name}"] = _with("pyproject.toml", content)
        found[f"setup.cfg {name}"] = _with("setup.cfg", content.replace(b"tool.typilus", b"typilus"))
    found |= {f".gitignore {name}": _with(".gitignore", content) for name, content in IGNORED.items()}
    for name in ("pyproject.toml", "setup.cfg", "setup.py", ".gitignore", "pyvenv.cfg", "py.typed", "mypy.ini"):
        found[f"{name} a pipe"] = _with_special(name, os.mkfifo)
        found[f"{name} a folder"] = _with_special(name, os.mkdir)
        found[f"{name} a device"] = _with_special(name, _linked_to("/dev/zero"))
        found[f"{name} a loop"] = _with_special(name, _linked_to(name))
    for target in (
        "/dev/zero",
        "/dev/full",
        "/dev/null",
        "/dev/tty",
        "/dev/stdin",
        "/proc/self/mem",
        "/proc/kmsg",
    ):
        found[f"a link to {target}"] = _special("x.py", _linked_to(target))
    return found | {
        "a pipe": _special("x.py", os.mkfifo),
        "a pipe, a notebook": _special("x.ipynb", os.mkfifo),
        "a socket": _special("x.py", _socket),
        "a folder": _special("x.py", os.mkdir),
        "a link to nothing": _special("x.py", _linked_to("nothing.py")),
        "a link to itself": _special("x.py", _linked_to("x.py")),
        "a link to a good file": _special("x.py", _linked_to("good.py")),
        "a link out of the project": _outside,
        "a link to a folder": _special("linked", _linked_to(".")),
        "links in a circle": _circle,
        "nothing": lambda folder: folder / "missing.py",
        "nothing in a file": lambda folder: folder / "good.py" / "x.py",
        "too long a name": lambda folder: folder / ("x" * 300 + ".py"),
        "too long a path": lambda folder: folder.joinpath(*["x" * 200] * 30, "x.py"),
        "an empty folder": _special("empty", os.mkdir),
        "folders in folders": _deep,
        "unreadable file": _with_rights(0o000),
        "write-only file": _with_rights(0o200),
        "read-only file": _with_rights(0o444),
        "unreadable folder": _in_folder(0o000),
        "folder to list": _in_folder(0o444),
        "folder to enter": _in_folder(0o111),
        "read-only folder": _in_folder(0o555),
        "a hard link": _hard_link,
        "large beyond reading": _sparse(65 << 20),
        "large beyond anything": _sparse(1 << 40),
        "a whole disk of holes, a notebook": _sparse(1 << 40, "x.ipynb"),
    }


def _named(name: str) -> OddPlace:
    def make(folder: Path) -> Path:
        (folder / name).write_text(SOURCE)
        return folder / name

    return make


def _with(name: str, content: bytes) -> OddPlace:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return _named("x.py")(folder)

    return make


def _with_special(name: str, special: Callable[[str], None]) -> OddPlace:
    def make(folder: Path) -> Path:
        inner = folder / "inner"
        inner.mkdir()
        special(str(inner / name))
        return _named("x.py")(inner)

    return make


def _special(name: str, special: Callable[[str], None]) -> OddPlace:
    def make(folder: Path) -> Path:
        special(str(folder / name))
        return folder / name

    return make


def _linked_to(target: str) -> Callable[[str], None]:
    return lambda path: Path(path).symlink_to(target)


def _socket(path: str) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        # Names of sockets are short.
        here = os.open(os.path.dirname(path), os.O_RDONLY)  # noqa: PTH120
        server.bind(f"/proc/self/fd/{here}/{os.path.basename(path)}")  # noqa: PTH119
        os.close(here)


def _outside(folder: Path) -> Path:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "theirs.py").write_text(SOURCE)
    (folder / "x.py").symlink_to(outside / "theirs.py")
    return folder


def _circle(folder: Path) -> Path:
    (folder / "x").mkdir()
    (folder / "x" / "y").symlink_to(folder)
    (folder / "x" / "a.py").symlink_to(folder / "x" / "b.py")
    (folder / "x" / "b.py").symlink_to(folder / "x" / "a.py")
    return folder / "x"


def _deep(folder: Path) -> Path:
    inner = folder
    for _ in range(300):
        inner /= "x"
        inner.mkdir()
    return _named("x.py")(inner)


def _with_rights(mode: int) -> OddPlace:
    def make(folder: Path) -> Path:
        path = _named("x.py")(folder)
        path.chmod(mode)
        return path

    return make


def _in_folder(mode: int) -> OddPlace:
    def make(folder: Path) -> Path:
        inner = folder / "inner"
        inner.mkdir()
        path = _named("x.py")(inner)
        (inner / "pyvenv.cfg").touch()
        inner.chmod(mode)
        return path if mode & 0o111 else inner

    return make


def _hard_link(folder: Path) -> Path:
    path = _named("x.py")(folder)
    (folder / "y.txt").hardlink_to(path)
    return path


def _sparse(size: int, name: str = "x.py") -> OddPlace:
    def make(folder: Path) -> Path:
        path = folder / name
        with path.open("wb") as file:
            file.truncate(size)
        return path

    return make
