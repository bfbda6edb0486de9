"""Who imports a file, in all the ways that Python has."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.checking import dependents
from typilus.checking.dependents import Dependents

FILES = {
    "pkg/__init__.py": "",
    "pkg/prices.py": "def double(n): ...\n",
    "pkg/absolute.py": "from pkg.prices import double\n",
    "pkg/relative.py": "from .prices import double\n",
    "pkg/module.py": "from pkg import (  # several\n    other,\n    prices as p,\n)\n",
    "pkg/inner/__init__.py": "from ..prices import double\n",
    "pkg/inner/sibling.py": "from .. import prices\n",
    "pkg/other.py": "import os, sys\nfrom typing import prices\n",
    "main.py": "def f():\n    import json, pkg.prices as prices\n",
    "prices.py": "import pkg.other\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_all_forms_of_import_are_seen_and_the_nearest_come_first(root: Path) -> None:
    found = Dependents(root).importers_of("pkg/prices.py")
    assert found[:3] == ["pkg/absolute.py", "pkg/inner/__init__.py", "pkg/inner/sibling.py"]
    within = {f"pkg/{name}.py" for name in ("absolute", "relative", "module", "inner/__init__", "inner/sibling")}
    assert set(found) == within | {"main.py"}
    assert Dependents(root).importers_of("prices.py") == []
    assert Dependents(root).importers_of("pkg/other.py") == ["pkg/module.py", "prices.py"]


def test_large_projects_are_not_searched(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dependents, "MAX_FILES", 3)
    assert Dependents(root).importers_of("pkg/prices.py") == []


def test_few_are_enough(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dependents, "MAX_DEPENDENTS", 2)
    assert len(Dependents(root).importers_of("pkg/prices.py")) == 2


def test_importers_of_a_package_in_a_namespace_are_seen(tmp_path: Path) -> None:
    (tmp_path / "cloud/shop").mkdir(parents=True)
    (tmp_path / "cloud/shop/__init__.py").write_text("from cloud.shop.till import Till\n")
    (tmp_path / "cloud/shop/till.py").touch()
    (tmp_path / "main.py").write_text("from cloud.shop import till\n")
    assert Dependents(tmp_path).importers_of("cloud/shop/till.py") == ["cloud/shop/__init__.py", "main.py"]
