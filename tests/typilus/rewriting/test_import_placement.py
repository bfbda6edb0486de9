"""Where the import of a name goes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.typilus.rewriting.small_projects import annotated, write_project

WIDEN = "def widen(x=None): pass\n"
GUARDED = b'if TYPE_CHECKING:\n    from typing import Optional\n\n\ndef widen(x: "Optional[int]" = None): pass\n'
OWN_OPTIONAL = "class Optional:\n    pass\n"


def test_what_import_star_hands_on_gets_no_other_name(tmp_path: Path) -> None:
    stars = "from pkg.marks import *\nfrom .widening import *\nprint(Optional.__module__)\n"
    write_project(tmp_path, {"pkg/marks.py": OWN_OPTIONAL, "pkg/widening.py": WIDEN, "pkg/__init__.py": stars})
    result, reasons = annotated(tmp_path, "pkg/widening.py", {"widen.x": "int | None"}, python=(3, 9))
    assert not reasons
    assert result.after.endswith(GUARDED)
    (tmp_path / "pkg/widening.py").write_bytes(result.after)
    done = subprocess.run([sys.executable, "-c", "import pkg"], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "pkg.marks\n", done.stderr


@pytest.mark.parametrize(
    ("before", "guarded"),
    [
        ("", False),
        ('__all__ = ["widen"]\n', False),
        ("__all__ = [name for name in globals() if name.islower()]\n", True),
        ("import sys\nclasses = [each for each in vars(sys.modules[__name__]).values()]\n", True),
        ("names = dir()\n", True),
        ("def names(): return [name for name in globals()]\n", True),
        ("def names(): return dir()\n", False),
        ("def names(x): return vars(x)\n", False),
    ],
)
def test_who_looks_through_a_module_sees_no_other_name(tmp_path: Path, before: str, guarded: bool) -> None:
    write_project(tmp_path, {"pkg/widening.py": before + WIDEN})
    result, reasons = annotated(tmp_path, "pkg/widening.py", {"widen.x": "int | None"}, python=(3, 9))
    assert not reasons
    assert (b"if TYPE_CHECKING:\n    from typing import Optional\n" in result.after) is guarded
    assert (b'"Optional[int]"' in result.after) is guarded


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("from pkg import widening\nnames = vars(widening)\n", True),
        ("import pkg.widening as tools\nfor name in dir(tools): print(name)\n", True),
        ("import pkg.widening\nnames = pkg.widening.__dict__\n", True),
        ("def load(name):\n    module = importlib.import_module(name)\n    return dir(module)\n", True),
        ("def load(name): return vars(sys.modules[name])\n", True),
        ("def load(name): return importlib.import_module(name)\n", False),
        ("class A:\n    def names(self): return vars(self), self.__dict__\n", False),
    ],
)
def test_who_looks_through_another_module_sees_no_other_name(tmp_path: Path, text: str, guarded: bool) -> None:
    write_project(tmp_path, {"pkg/widening.py": WIDEN, "pkg/other.py": text})
    result, reasons = annotated(tmp_path, "pkg/widening.py", {"widen.x": "int | None"}, python=(3, 9))
    assert not reasons
    assert (b"if TYPE_CHECKING:\n    from typing import Optional\n" in result.after) is guarded


def test_a_statement_of_a_file_that_is_taken_whole_is_not_extended(tmp_path: Path) -> None:
    text = "from pkg.marks import mark\ndef last(): pass\n"
    marks = OWN_OPTIONAL + "def mark(): pass\n"
    write_project(tmp_path, {"pkg/marks.py": marks, "pkg/last.py": text, "run.py": "from pkg.last import *\n"})
    result, reasons = annotated(tmp_path, "pkg/last.py", {"last()": "pkg.marks.Optional"})
    assert not reasons
    assert b"from pkg.marks import mark\n" in result.after
    assert b'def last() -> "Optional":' in result.after
