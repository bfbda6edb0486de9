"""The oldest Python that a project asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.python_floor import LOWEST, PythonFloor, python_floor

PROJECT = '[project]\nname = "x"\nrequires-python = "{}"\n'


@pytest.mark.parametrize(
    ("specifier", "version"),
    [
        (">=3.8", (3, 8)), (">= 3.9.2, <4", (3, 9)), ("~=3.10", (3, 10)), ("==3.11.*", (3, 11)), (">3.7", (3, 7)),
        (">=3.6,!=3.7.*,!=3.8.0", (3, 6)), ("<4,>=3.12", (3, 12)), (">=3.9,>=3.10", (3, 10)), (">=2.7", LOWEST),
        (">=3", LOWEST),
    ],
)  # fmt: skip
def test_requirements(tmp_path: Path, specifier: str, version: tuple[int, int]) -> None:
    (tmp_path / "pyproject.toml").write_text(PROJECT.format(specifier))
    assert python_floor(tmp_path) == PythonFloor(version, "requires-python in pyproject.toml")


@pytest.mark.parametrize(
    ("files", "version", "source"),
    [
        ({"pyproject.toml": '[tool.poetry.dependencies]\npython = "^3.8"'}, (3, 8), "python in pyproject.toml"),
        ({"pyproject.toml": '[tool.poetry.dependencies]\npython = "~3.9 || ^3.11"'}, (3, 9), "pyproject.toml"),
        ({"pyproject.toml": '[tool.flit.metadata]\nrequires-python = ">=3.7"'}, (3, 7), "pyproject.toml"),
        ({"setup.cfg": "[options]\npython_requires = >=3.8"}, (3, 8), "setup.cfg"),
        ({"setup.py": "from setuptools import setup\nsetup(python_requires='>=3.8')"}, (3, 8), "setup.py"),
        ({"setup.py": "import setuptools as s\nR = '>=3.9'\ns.setup(python_requires=R)"}, (3, 9), "setup.py"),
        ({"mypy.ini": "[mypy]\npython_version = 3.8"}, (3, 8), "mypy.ini"),
        ({"pyproject.toml": "[tool.mypy]\npython_version = 3.10"}, (3, 10), "mypy.python_version"),
        ({"pyrightconfig.json": '{"pythonVersion": "3.9"}'}, (3, 9), "pyrightconfig.json"),
        ({"ty.toml": '[environment]\npython-version = "3.9"'}, (3, 9), "ty.toml"),
        ({"pyproject.toml": '[tool.ruff]\ntarget-version = "py38"'}, (3, 8), "ruff.target-version"),
        ({"pyproject.toml": '[tool.black]\ntarget-version = ["py311", "py38"]'}, (3, 8), "black.target-version"),
        (
            {"setup.cfg": "[metadata]\nclassifiers =\n  Programming Language :: Python :: 3\n"
             "  Programming Language :: Python :: 3.9\n  Programming Language :: Python :: 3.10"},
            (3, 9),
            "the classifiers in setup.cfg",
        ),
    ],
)  # fmt: skip
def test_who_says_so(tmp_path: Path, files: dict[str, str], version: tuple[int, int], source: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    floor = python_floor(tmp_path)
    assert floor is not None
    assert floor.version == version
    assert source in floor.source


def test_the_package_says_more_than_its_tools(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(PROJECT.format(">=3.9") + '[tool.ruff]\ntarget-version = "py312"\n')
    (tmp_path / "mypy.ini").write_text("[mypy]\npython_version = 3.11\n")
    floor = python_floor(tmp_path)
    assert floor is not None
    assert floor.version == (3, 9)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", "[project"), ("pyproject.toml", '[project]\nrequires-python = ["3"]\n'),
        ("pyproject.toml", PROJECT.format("<4")), ("pyproject.toml", 'project = "3.8"'), ("setup.cfg", "options]"),
        ("setup.py", "setup(python_requires=open('/etc/passwd').read())"), ("setup.py", "setup("),
        ("pyrightconfig.json", "[" * 100_000), ("setup.py", "raise SystemExit('was run')"),
    ],
)  # fmt: skip
def test_what_says_nothing(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert python_floor(tmp_path) is None


def test_a_python_that_will_never_be_is_none(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(PROJECT.format(">=99.99"))
    (tmp_path / "setup.cfg").write_text("[options]\npython_requires = >=3.9")
    assert python_floor(tmp_path) == PythonFloor((3, 9), "python_requires in setup.cfg")


def test_a_folder_in_the_place_of_a_file_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").mkdir()
    assert python_floor(tmp_path) is None
