"""A folder without `__init__.py` that packages are imported through."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.project.namespace_packages import namespace_root


def project(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


@pytest.mark.parametrize(
    "files",
    [
        {"azure/ai/ml/job.py": "from azure.ai.ml.entities import Job\n"},
        {"azure/ai/ml/job.py": "def f():\n    import azure.ai.ml\n"},
        {"azure/ai/job.py": "from azure.ai.ml import Job\n"},
    ],
    ids=["a file of the package", "within a function", "a file beside the package"],
)
def test_a_namespace_is_told_by_what_imports_through_it(files: dict[str, str], tmp_path: Path) -> None:
    root = project(tmp_path, {"azure/ai/ml/__init__.py": "", **files})
    assert namespace_root(root / "azure/ai", root) == root


def test_what_lies_in_a_package_is_imported_through_it(tmp_path: Path) -> None:
    root = project(tmp_path, {"discord/__init__.py": "", "discord/ext/commands/__init__.py": ""})
    assert namespace_root(root / "discord/ext", root) == root / "discord"


def test_a_namespace_may_begin_below_the_project(tmp_path: Path) -> None:
    root = project(
        tmp_path, {"python/azure/ml/__init__.py": "from azure.ml.job import Job\n", "python/azure/ml/job.py": ""}
    )
    assert namespace_root(root / "python/azure", root) == root / "python"


@pytest.mark.parametrize(
    "text",
    [
        "from app.models import User\n",
        "from backend import settings\n",
        "from backend.other import x\n",
        "from .models import User\n",
        "# from backend.app import models\n",
        "",
    ],
)
def test_a_mere_folder_is_none(text: str, tmp_path: Path) -> None:
    root = project(tmp_path, {"backend/app/__init__.py": "", "backend/app/views.py": text})
    assert namespace_root(root / "backend", root) is None


def test_folders_that_no_import_can_name_are_none(tmp_path: Path) -> None:
    root = project(tmp_path, {"my-vendor/app/__init__.py": "from vendor.app import x\nfrom my.vendor import app\n"})
    assert namespace_root(root / "my-vendor", root) is None
    assert namespace_root(root, root) is None, "the project itself"
    assert namespace_root(root.parent, root) is None, "outside of the project"


def test_files_that_cannot_be_read_cost_nothing(tmp_path: Path) -> None:
    root = project(tmp_path, {"space/part/__init__.py": "", "space/part/b.py": "import space.part\n"})
    (root / "space/part/a.py").mkdir()
    (root / "space/part/c.py").write_bytes(b"\xff\x00import \xff")
    assert namespace_root(root / "space", root) == root
