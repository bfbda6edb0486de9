"""A stand-in for pytype behind the real server: answers at once, and misbehaves on request.

What a source says in a line `# stub:` is its stub. `# sleep`, `# spin`, `# crash` and `# eat` make it hang, burn
processor time, die by a signal and fill memory. Each answer tells which stubs the file could see.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from typilus.lab.corpus import pytype_processes

MODULE = r"""
import os, pathlib, signal, time
def generate_pyi(source, options, loader):
    log = os.environ.get("PYTYPE_LOG")
    if log and getattr(options, "module_name", None):
        with open(log, "a") as file:
            file.write(options.module_name + "\n")
    if "# sleep" in source:
        time.sleep(600)
    while "# spin" in source:
        pass
    if "# crash" in source:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "# kill the server" in source:
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(5)
    if "# eat" in source:
        x = b"0" * (1 << 40)
    if "# raise" in source:
        raise KeyError("x")
    stub = [line.partition("# stub: ")[2].replace("\\n", "\n") for line in source.splitlines() if "# stub: " in line]
    seen = []
    if getattr(options, "pythonpath", None):
        root = pathlib.Path(options.pythonpath[0])
        seen = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.pyi"))
    return None, "\n".join(["# sees " + " ".join(seen), *stub])
class Options:
    @classmethod
    def create(cls, **settings):
        return cls()
def create_loader(options):
    return object()
"""


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, works: bool = True) -> None:
    """Let typilus find it, and no real one."""
    package = folder / "site" / "pytype"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("" if works else "raise ImportError('no typeshed')\n")
    (package / "all.py").write_text(MODULE)
    for name, offer in (("config", "Options as _"), ("io", "generate_pyi"), ("load_pytd", "create_loader")):
        (package / f"{name}.py").write_text(f"from pytype.all import *\nfrom pytype.all import {offer}\n")
    metadata = folder / "site" / "pytype-9.8.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: pytype\nVersion: 9.8\n")
    python = folder / "python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH={folder / "site"} exec {sys.executable} "$@"\n')
    python.chmod(0o755)
    monkeypatch.setattr(pytype_processes, "find_interpreter", lambda: str(python))
