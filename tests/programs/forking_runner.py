"""Runs `main.py` of several folders, each in a fork of one process that has the programs' frameworks imported.

`python forking_runner.py FOLDER...` prints a JSON array of exit codes, outputs and errors. What the folders themselves
define is imported by the forks alone. It is run by old Pythons, too.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import json
import os
import runpy
import sys
import tempfile
from pathlib import Path


def import_frameworks(folder: Path) -> None:
    """Import what the files of a program import from elsewhere, as far as that is there."""
    own = {path.stem for path in folder.rglob("*")}
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                if name.partition(".")[0] not in own:
                    with contextlib.suppress(ImportError):
                        importlib.import_module(name)


def main(folders: list[str]) -> None:
    """Fork for each folder; a fork goes on as `python main.py` would, to the end of the interpreter."""
    del sys.path[0]
    import_frameworks(Path(folders[0]))
    accounts = []
    for folder in folders:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as error:
            child = os.fork()
            if not child:
                os.dup2(out.fileno(), 1)
                os.dup2(error.fileno(), 2)
                os.chdir(folder)
                sys.path.insert(0, folder)
                sys.argv[:] = ["main.py"]
                runpy.run_path("main.py", run_name="__main__")
                return
            status = os.waitpid(child, 0)[1]
            texts = []
            for file in (out, error):
                file.seek(0)
                texts.append(file.read().decode("utf-8"))
            code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
            accounts.append([code, *texts])
    json.dump(accounts, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
