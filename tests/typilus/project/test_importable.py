"""What an import statement can reach, by files alone."""

from __future__ import annotations

import gc
import pickle
import sys
import weakref
from pathlib import Path

import pytest

from graph_extraction import extract, parse_source
from typilus.project.importable import ImportableNames, installed_packages, site_packages_of
from typilus.rewriting import AnnotatedSource, AnnotationEdit, RewriteOptions, annotate_source

NOWHERE = "is not found in the project, its environment or the standard library"


def put(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.fixture
def names(tmp_path: Path) -> ImportableNames:
    put(
        tmp_path / "project",
        {
            "pkg/__init__.py": "from .deep import *\nfrom .deep import _hidden\nraise SystemExit('must not run')\n",
            "pkg/deep.py": "from ._deeper import *\nclass A:\n  class Inner: pass\n_private = _hidden = 1\n",
            "pkg/_deeper.py": "from pkg.deep import *\n__all__ = ['B']\nclass B: pass\nclass C: pass\n",
            "space/part/mod.py": "x = 1\n",
            "email/readme.txt": "a folder of this name hides no package\n",
            "stubbed.pyi": "class S: ...\n",
            "src/inner/__init__.py": "class D: pass\n",
        },
    )
    put(
        tmp_path / "site",
        {
            "third/__init__.py": "class T: pass\n",
            "third/fast.cpython-399-x86_64-linux-gnu.so": "",
            "third/known.cpython-399-x86_64-linux-gnu.so": "",
            "third/known.pyi": "class K: ...\n",
            "third/_C.so": "",
            "third/_C/__init__.pyi": "class L: ...\n",
            "third/_C/_deep.pyi": "class M: ...\n",
        },
    )
    return ImportableNames([tmp_path / "project"], [tmp_path / "site"])


IMPORTABLE = """collections.abc:Callable collections:OrderedDict decimal:Decimal os:PathLike os:stat_result os.path:join
signal:Signals socket:AddressFamily sys:version_info itertools:chain array:array xml.etree:ElementTree
xml.etree.ElementTree:Element concurrent.futures:Future asyncio:Queue datetime:datetime email.message:Message
http:HTTPStatus.OK builtins:int pkg:A pkg:A.Inner pkg:B pkg:_hidden pkg:deep pkg.deep:_private space:part
space.part.mod:x inner:D third:T third.known:K third._C:L third._C._deep:M third:fast xml.etree: third.fast:"""


@pytest.mark.parametrize("name", IMPORTABLE.split())
def test_what_can_be_imported(names: ImportableNames, name: str) -> None:
    module, _, inner = name.partition(":")
    assert names.reason_against(module, inner or None) is None
    assert "pkg" not in sys.modules


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("homeassistant.core:HomeAssistant", f"homeassistant {NOWHERE}"),
        ("_typeshed:SupportsRead", f"_typeshed {NOWHERE}"),
        ("stubbed:S", f"stubbed {NOWHERE}"),
        ("asyncio:Nope", "asyncio has no Nope"),
        ("subprocess:_CMD", "subprocess has no _CMD"),
        ("itertools:Chain", "itertools has no Chain"),
        ("os.nope:A", "there is no module os.nope"),
        ("pkg:C", "pkg has no C"),
        ("pkg:_private", "pkg has no _private"),
        ("pkg:A.Other", "pkg.A has no Other"),
        ("pkg.deep.more:A", "there is no module pkg.deep.more"),
        ("space:other", "space has no other"),
        ("third.fast:F", "third.fast is compiled, and no stub tells its names"),
        ("third._C._other:F", "there is no module third._C._other"),
        ("third.known:F", "third.known has no F"),
    ],
)
def test_what_cannot(names: ImportableNames, name: str, reason: str) -> None:
    module, _, inner = name.partition(":")
    assert names.reason_against(module, inner) == reason


def test_what_the_file_imports_itself_is_there(names: ImportableNames) -> None:
    assert names.reason_against("unknown.module", "A", imported=True) is None
    assert names.reason_against("third.fast", "F", imported=True) is None
    assert names.reason_against("pkg", "Nope", imported=True) == "pkg has no Nope"


def annotated(names: ImportableNames | None, type_: str) -> AnnotatedSource:
    source = b"import os, unknown\nimport pkg.deep as d\ndef f(a): return a\n"
    symbol = next(symbol for symbol in extract(parse_source(source)).symbols if symbol.name == "a")
    options = pickle.loads(pickle.dumps(RewriteOptions(importable=names)))
    return annotate_source(source, [AnnotationEdit.for_symbol(symbol, type_)], options)


@pytest.mark.parametrize(
    "type_", ["decimal.Decimal", "os.PathLike[str]", "unknown.A", "pkg.deep.A.Inner | None", "int"]
)
def test_names_that_are_there_are_written(names: ImportableNames, type_: str) -> None:
    assert annotated(names, type_).changed


@pytest.mark.parametrize("type_", ["homeassistant.core.HomeAssistant", "list[os.Nope]", "pkg.deep.B.Inner", "pkg.C"])
def test_names_that_are_not_are_refused(names: ImportableNames, type_: str) -> None:
    result = annotated(names, type_)
    assert not result.changed
    assert "has no" in result.skipped[0].reason or NOWHERE in result.skipped[0].reason
    assert annotated(None, type_).changed


def test_an_environment_is_read_from_its_folders(tmp_path: Path) -> None:
    site = tmp_path / "env/lib/python3.11/site-packages"
    put(site, {"edit.pth": f"{tmp_path / 'edited'}\nimport os; os.abort()\n# no\nmissing\n"})
    (tmp_path / "edited").mkdir()
    put(tmp_path / "base", {"lib/python3.11/site-packages/a.py": "", "bin/python": ""})
    configuration = f"home = {tmp_path / 'base/bin'}\ninclude-system-site-packages = true\n"
    put(tmp_path / "env", {"pyvenv.cfg": configuration, "bin/python": ""})
    found = site_packages_of(tmp_path / "env/bin/python")
    assert found == [site, tmp_path / "base/lib/python3.11/site-packages", tmp_path / "edited"]
    (tmp_path / "env/pyvenv.cfg").write_text("include-system-site-packages = false\n")
    assert site_packages_of(tmp_path / "env/bin/python") == [site, tmp_path / "edited"]
    assert site_packages_of(tmp_path / "nowhere/bin/python") == []


def test_a_link_to_an_interpreter_is_followed(tmp_path: Path) -> None:
    put(tmp_path / "base", {"lib/python3.11/site-packages/a.py": "", "bin/python3": ""})
    (tmp_path / "links/bin").mkdir(parents=True)
    (tmp_path / "links/bin/python").symlink_to(tmp_path / "base/bin/python3")
    assert site_packages_of(tmp_path / "links/bin/python") == [tmp_path / "base/lib/python3.11/site-packages"]


def test_what_a_module_runs(tmp_path: Path) -> None:
    text = "import os\nfrom .b import x\nfrom . import c, none\ndef f():\n    import top\n"
    put(
        tmp_path,
        {"p/__init__.py": "", "p/a.py": text, "p/b.py": "", "p/c.py": "class C:\n    import top\n", "top.py": ""},
    )
    names = ImportableNames([tmp_path])
    assert names.run_by("p.a") == {"p.b", "p.c"}
    assert names.run_by("p.c") == {"top"}
    assert names.run_by("p.none") == names.run_by("os") == frozenset()
    put(tmp_path, {"p/c.py": "import p.a, q.r\n", "q/r.py": ""})
    assert names.run_by("p.c") == {"p.a", "q.r"}


def test_nothing_of_what_runs_outlives_the_view_of_a_project(tmp_path: Path) -> None:
    put(tmp_path, {"a.py": "import b\n"})
    names = ImportableNames([tmp_path])
    assert names.run_by("a") == frozenset()
    put(tmp_path, {"b.py": ""})
    assert ImportableNames([tmp_path]).run_by("a") == {"b"}
    kept = weakref.ref(names)
    del names
    gc.collect()
    assert kept() is None


def test_packages_of_the_project_come_before_those_of_the_active_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = {name: tmp_path / name / "lib/python3.11/site-packages" for name in ("project/.venv", "active", "conda")}
    for folder in site.values():
        folder.mkdir(parents=True)
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "active"))
    monkeypatch.setenv("CONDA_PREFIX", str(tmp_path / "conda"))
    assert installed_packages(tmp_path / "project") == (site["project/.venv"],)
    assert installed_packages(None) == installed_packages(tmp_path) == (site["active"],)
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "nowhere"))
    assert installed_packages(tmp_path) == (site["conda"],)
    monkeypatch.delenv("VIRTUAL_ENV")
    monkeypatch.delenv("CONDA_PREFIX")
    assert Path(pytest.__file__).parent.parent in installed_packages(tmp_path)


def test_without_an_interpreter_the_packages_are_those_that_inference_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        monkeypatch.delenv(variable, raising=False)
    assert ImportableNames.of_project(tmp_path).reason_against("pytest", "MonkeyPatch") is None, "of this Python"
    packages = tmp_path / ".venv/lib/python3.11/site-packages"
    packages.mkdir(parents=True)
    (packages / "shop.py").write_text("Till = 1\n")
    names = ImportableNames.of_project(tmp_path)
    assert names.reason_against("shop", "Till") is None
    assert names.reason_against("pytest", "MonkeyPatch") is not None, "the project has an environment of its own"
