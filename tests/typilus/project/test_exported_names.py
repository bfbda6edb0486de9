"""What a file binds, without running it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.typilus.files.hostile import ROOT, marks, plant_modules
from typilus.project.exported_names import ModuleBindings, module_bindings


def read(folder: Path, text: str) -> ModuleBindings:
    path = folder / "module.py"
    path.write_text(text)
    found = module_bindings(path)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import a.b, c.d as e\nfrom f import g as h, i\n", "a e h i"),
        ("try:\n  from a import B\nexcept ImportError:\n  class B: pass\nelse:\n  C = D = 1\n", "B C D"),
        ("if a:\n  def f(): inner = 1\nelse:\n  (g, h), i = j\n", "f g h i"),
        ("a: int = 1\nb = [c for c in d]\nfor e in f: pass\nwith g as h: pass\n", "a b e h"),
        ("a = b = 1\ndel a\n", "b"),
        (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n  from a import B\nelse:\n  B2 = 1\n",
            "TYPE_CHECKING B2",
        ),
        ("for name in ('md5', 'sha1'):\n  globals()[name] = f(name)\n", "name md5 sha1"),
        ("E._convert_('Signals', __name__, f)\n", "Signals"),
        (
            "if TYPE_CHECKING:\n  from a import B\n_map = {'C': '.a'}\ndef __getattr__(name): ...\n",
            "B _map C __getattr__",
        ),
    ],
)
def test_names(tmp_path: Path, text: str, names: str) -> None:
    assert read(tmp_path, text).names == set(names.split())


@pytest.mark.parametrize(
    ("text", "exported"),
    [
        ("a = 1\n", None),
        ("__all__ = ['a']\n__all__ += ('b',)\n__all__.extend(['c'])\n__all__.append('d')\n", {"a", "b", "c", "d"}),
        ("__all__ = b.__all__ + ['a']\n", None),
        ("__all__: list[str] = ['a', b]\n", None),
    ],
)
def test_what_a_star_takes(tmp_path: Path, text: str, exported: set[str] | None) -> None:
    assert read(tmp_path, text).exported == exported


def test_classes_and_stars(tmp_path: Path) -> None:
    found = read(tmp_path, "from .a import *\nclass A:\n  x = 1\n  class B: pass\n")
    assert found.stars == (".a",)
    assert found.classes == {"A": {"x", "B"}}


def test_what_its_own_statements_import(tmp_path: Path) -> None:
    text = "import a.b\nfrom ..c import d\nfrom . import e\ntry:\n  from f import g\nexcept E:\n  import h\n"
    guarded = "if TYPE_CHECKING:\n  import i\nclass C:\n  if TYPE_CHECKING:\n    import j\ndef k():\n  import l\n"
    assert read(tmp_path, text + guarded).imports == {"a.b", "..c", "..c.d", ".", ".e", "f", "f.g", "h"}


def test_a_changed_file_is_read_again_and_a_broken_one_binds_nothing_known(tmp_path: Path) -> None:
    assert read(tmp_path, "a = 1\n").names == {"a"}
    path = tmp_path / "module.py"
    path.write_text("b = 12\n")
    os.utime(path, (1, 1))
    assert read(tmp_path, "b = 12\n").names == {"b"}
    path.write_text("def\n")
    assert module_bindings(path) is None
    assert module_bindings(tmp_path / "missing.py") is None


def test_a_compiled_module_is_the_standard_librarys_own(tmp_path: Path) -> None:
    """Though the current folder is first on the path, and has one of that name."""
    plant_modules(tmp_path, tmp_path / "marks")
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from typilus.project.exported_names import names_asked_for as names\n"
        "sys.path.insert(0, '')\n"
        "print('_lsprof' in sys.modules, 'Profiler' in names('_lsprof'), names('xml.evil'), names('no'))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "False True frozenset() frozenset()\n"
    assert marks(tmp_path / "marks") == []
