# ruff: noqa: PTH117, PTH120 - pathlib is not imported here, see below
"""Start another Python with the import path of this process, except for the current folder.

`python -c` and `python -m` put the current folder first, and `multiprocessing` starts its processes by `-c`. Users run
this package in the folder of the code to be analyzed, whose `json.py` or `types.py` would then be imported instead of
the standard library's.
"""

# Nothing else is imported: what is imported before `leave_current_folder` may come from the current folder.
import os
import sys

__all__ = ["child_environment", "import_path", "isolated_command", "leave_current_folder"]

OWN_ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))


def import_path() -> list[str]:
    """The entries of `sys.path` that are absolute and not the current folder, unless this package lies in it."""
    return [entry for entry in sys.path if os.path.isabs(entry) and not _is_current_folder(entry)]


def isolated_command(code: str, *arguments: str) -> list[str]:
    """Return the command that runs `code` with `import_path()`. `arguments` are its `sys.argv[1:]`.

    The mode is isolated (`-I`), as on Python 3.10 nothing else keeps the current folder off the path. It ignores
    `PYTHON*` variables, but `import_path()` has what they have added to the path.
    """
    flags = ["-I", "-B"] if sys.dont_write_bytecode else ["-I"]
    return [sys.executable, *flags, "-c", f"import sys; sys.path[:] = {import_path()!r}; {code}", *arguments]


def child_environment() -> dict[str, str]:
    """The environment for programs that are Pythons or start some: its paths do not name the current folder.

    An empty entry, as of `PYTHONPATH=$PYTHONPATH:/opt/lib`, is the current folder as well.
    """
    environment = dict(os.environ)
    programs = environment.get("PATH", os.defpath).split(os.pathsep)
    environment["PATH"] = os.pathsep.join(entry for entry in programs if os.path.isabs(entry))
    entries = environment.pop("PYTHONPATH", "").split(os.pathsep)
    kept = [entry for entry in entries if os.path.isabs(entry) and not _is_current_folder(entry)]
    if kept:
        environment["PYTHONPATH"] = os.pathsep.join(kept)
    # Obeyed from Python 3.11 on.
    environment["PYTHONSAFEPATH"] = "1"
    return environment


def leave_current_folder() -> None:
    """Import nothing more from the current folder: for a command line, which owns its process."""
    sys.path[:] = import_path()


def _is_current_folder(entry: str) -> bool:
    try:
        folder = os.path.realpath(entry)
        return folder == os.path.realpath(os.curdir) and folder != OWN_ROOT
    except OSError:
        # Nothing can be imported from a folder that cannot be told.
        return True
