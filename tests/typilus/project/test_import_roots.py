"""What tells from where the modules of a folder without `__init__.py` are imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.project.import_roots import import_root, is_import_root


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
        {"azure/ai/job.py": "from azure.ai import ml\n"},
    ],
    ids=["a file of the package", "within a function", "a file beside the package", "the package itself"],
)
def test_a_namespace_is_told_by_what_imports_through_it(files: dict[str, str], tmp_path: Path) -> None:
    root = project(tmp_path, {"azure/ai/ml/__init__.py": "", **files})
    assert import_root(root / "azure/ai", root) == root


def test_what_lies_in_a_package_is_imported_through_it(tmp_path: Path) -> None:
    root = project(tmp_path, {"discord/__init__.py": "", "discord/ext/commands/__init__.py": ""})
    assert import_root(root / "discord/ext", root) == root / "discord"


def test_a_namespace_may_begin_below_the_project(tmp_path: Path) -> None:
    root = project(
        tmp_path, {"python/azure/ml/__init__.py": "from azure.ml.job import Job\n", "python/azure/ml/job.py": ""}
    )
    assert import_root(root / "python/azure", root) == root / "python"


def test_scripts_that_import_each_other_are_imported_from_their_folder(tmp_path: Path) -> None:
    root = project(tmp_path, {"server/main.py": "from models import User\n", "server/models.py": ""})
    assert import_root(root / "server", root) == root / "server"


@pytest.mark.parametrize(
    "text", ["from routes.users import show\n", "from routes import users\n", "import routes.users\n"]
)
def test_scripts_may_lie_in_folders_of_their_folder(text: str, tmp_path: Path) -> None:
    root = project(tmp_path, {"server/main.py": text, "server/routes/users.py": ""})
    assert import_root(root / "server", root) == root / "server"


def test_what_is_imported_through_its_folder_is_named_so_though_a_name_alone_is_imported_as_well(
    tmp_path: Path,
) -> None:
    root = project(
        tmp_path,
        {"plugins/all.py": "import redis\nfrom plugins.redis import Plugin\n", "plugins/redis.py": "import redis\n"},
    )
    assert import_root(root / "plugins", root) == root


@pytest.mark.parametrize(
    "files",
    [
        {"server/redis.py": "import redis\n"},
        {"server/celery.py": "from celery import Celery\n", "server/tasks.py": "from celery import shared_task\n"},
        {"server/models.py": "", "server/main.py": '"""Use as\n\nfrom models import User\n"""\n'},
        {"server/types.py": "", "server/main.py": "import types\n"},
        {"server/models.py": "", "models.py": "", "server/main.py": "import models\n"},
        {"server/models.txt": "", "server/main.py": "import models\n"},
    ],
    ids=[
        "itself",
        "a library that it wraps",
        "in a string",
        "the standard library",
        "a module of the project",
        "no module",
    ],
)
def test_the_name_of_something_else_is_no_evidence(files: dict[str, str], tmp_path: Path) -> None:
    root = project(tmp_path, files)
    assert import_root(root / "server", root) is None


def test_tests_stay_named_as_tests(tmp_path: Path) -> None:
    root = project(tmp_path, {"tests/helpers.py": "", "tests/test_till.py": "from helpers import make\n"})
    assert import_root(root / "tests", root) is None


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
    assert import_root(root / "backend", root) is None


def test_folders_that_no_import_can_name_are_none(tmp_path: Path) -> None:
    root = project(tmp_path, {"my-vendor/app/__init__.py": "from vendor.app import x\nfrom my.vendor import app\n"})
    assert import_root(root / "my-vendor", root) is None
    assert import_root(root, root) is None, "the project itself"
    assert import_root(root.parent, root) is None, "outside of the project"


def test_files_that_cannot_be_read_cost_nothing(tmp_path: Path) -> None:
    root = project(tmp_path, {"space/part/__init__.py": "", "space/part/b.py": "import space.part\n"})
    (root / "space/part/a.py").mkdir()
    (root / "space/part/c.py").write_bytes(b"\xff\x00import \xff")
    assert import_root(root / "space", root) == root


SCRIPTS = {"__init__.py": "", "models.py": "", "main.py": "from models import User\n"}


def package(root: Path, files: dict[str, str]) -> Path:
    return project(root, {f"server/{name}": text for name, text in files.items()}) / "server"


def test_scripts_with_an_init_beside_them_are_imported_from_their_folder(tmp_path: Path) -> None:
    server = package(tmp_path, SCRIPTS)
    assert is_import_root(server, tmp_path), "below the project"
    assert is_import_root(server, server), "the project itself"


def test_packages_of_a_project_with_an_init_of_its_own_are_imported_from_it(tmp_path: Path) -> None:
    files = {"__init__.py": "", "app/__init__.py": "from .models import User\n", "app/models.py": ""}
    root = package(tmp_path, {**files, "main.py": "from app.models import User\n"})
    assert is_import_root(root, root)


@pytest.mark.parametrize(
    "files",
    [
        {"other.py": "from server.models import User\n"},
        {"other.py": "from . import models\n"},
        {"api/views.py": "from ..models import User\n"},
        {"models.py": "from .base import Base\n"},
        {"main.py": "", "models.py": "from models import User\n"},
        {"main.py": "from app import models\n"},
    ],
)
def test_a_package_imports_itself_as_one(files: dict[str, str], tmp_path: Path) -> None:
    server = package(tmp_path, SCRIPTS | files)
    assert not is_import_root(server, tmp_path)
    assert not is_import_root(server, server)


def test_a_package_called_like_its_project_does_not_make_that_one(tmp_path: Path) -> None:
    server = package(tmp_path, SCRIPTS | {"server/__init__.py": "", "run.py": "from server import models\n"})
    assert is_import_root(server, server)
