"""mypy's own parser finds plugins and files to write in the project's configuration, and none in ours."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from typilus.checking.mypy_settings import mypy_configuration

pytest.importorskip("mypy", reason="mypy is not installed")
from mypy.config_parser import parse_config_file
from mypy.options import Options

# Each makes mypy load evil.py, and be strict about one thing.
INI = [
    "[mypy]\nplugins = evil.py\nstrict_equality = True\n",
    "[mypy]\nplugins: evil.py\nstrict_equality: yes\n",
    "[mypy]\nPlugins = evil.py\nSTRICT_EQUALITY = on\n",
    "[mypy]\nplugins=evil\nstrict_equality=1\n",
    "[mypy]\nplugins =\n  evil.py,\n  ./evil.py:start\nstrict_equality = True\n",
    "[mypy]\nplugins =\n\n  evil.py\nstrict_equality = True\n",
    "[mypy]\nplugins =\n  # first\n  evil.py\nstrict_equality = True\n",
    "[mypy]\n; plugins = none\nplugins\t=\tevil.py\nstrict_equality = True\n",
    "[mypy]\nplugins = pydantic.mypy, evil.py\nstrict_equality = True\n",
    "[mypy]\nplugins = $PWD/evil.py\nstrict_equality = True\n",
    "[mypy]\nplugins = ./\u00e9vil.py\nstrict_equality = True\n",
    "[DEFAULT]\nplugins = evil.py\n[mypy]\nstrict_equality = True\n",
    "\ufeff[mypy]\nplugins = evil.py\nstrict_equality = True\n".lstrip("\ufeff"),
    "[other]\nx = 1\n[mypy]\nplugins = evil.py : plugin\nstrict_equality = True\n",
]
TOML = [
    '[tool.mypy]\nplugins = "evil.py"\nstrict_equality = true\n',
    '[tool.mypy]\nplugins = ["evil.py"]\nstrict_equality = true\n',
    '[tool.mypy]\nplugins = [\n  "evil.py",\n]\nstrict_equality = true\n',
    '[tool.mypy]\nplugins = [ # comment ]\n  "evil.py"]\nstrict_equality = true\n',
    '[tool.mypy]\n"plugins" = ["evil.py"]\nstrict_equality = true\n',
    "[tool.mypy]\n'plugins' = ['evil.py']\nstrict_equality = true\n",
    '[tool.mypy]\n"pl\\u0075gins" = ["evil.py"]\nstrict_equality = true\n',
    '[tool.mypy]\nplugins = ["ev\\u0069l\\u002epy"]\nstrict_equality = true\n',
    '[tool]\nmypy.plugins = ["evil.py"]\nmypy.strict_equality = true\n',
    'tool.mypy.plugins = ["evil.py"]\ntool.mypy.strict_equality = true\n',
    'tool.mypy = {plugins = ["evil.py"], strict_equality = true}\n',
    'tool = {mypy = {plugins = ["evil.py"], strict_equality = true}}\n',
    '[tool]\nmypy = {"plugins" = ["evil.py"], strict_equality = true}\n',
    '["tool"."mypy"]\nplugins = ["evil.py"]\nstrict_equality = true\n',
    '[ tool . mypy ]\nplugins = ["""evil.py"""]\nstrict_equality = "True"\n',
    "[tool.mypy]\nplugins = ['''\nevil.py''']\nstrict_equality = true\n",
]
SPELLINGS = [
    *((name, text) for text in INI for name in ("mypy.ini", ".mypy.ini", "setup.cfg")),
    *(("pyproject.toml", text) for text in TOML),
]
WRITING = """\
[mypy]
junit_xml = ../junit.xml
linecount_report = ../reports
html_report = /tmp
cache_dir = ../cache
quickstart_file = x
timing_stats = ../timing
line_checking_stats = ../lines
dump_deps = True
install_types = True
non_interactive = True
num_workers = 4
python_executable = ./python
custom_typeshed_dir = .
shadow_file = a.py b.py
files = /etc
pdb = True
strict_equality = True
"""


def read(file: Path) -> tuple[Options, list[str], str]:
    """What mypy makes of a configuration: its options, and what it complains of."""
    options, strict, errors = Options(), [], io.StringIO()
    parse_config_file(options, lambda: strict.append("strict"), str(file), io.StringIO(), errors)
    return options, strict, errors.getvalue()


def ours(folder: Path) -> tuple[Options, list[str]]:
    file = folder.parent / "ours.ini"
    file.write_text(mypy_configuration(folder, folder))
    options, strict, errors = read(file)
    assert errors == ""
    return options, strict


@pytest.mark.parametrize(("name", "text"), SPELLINGS)
def test_no_spelling_of_plugins_passes(tmp_path: Path, name: str, text: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (root / name).write_text(text, encoding="utf-8")
    assert read(root / name)[0].plugins, "a spelling that mypy understands"
    options, _ = ours(root)
    assert options.plugins == []
    assert options.strict_equality, "other settings stay"


def test_no_setting_that_writes_or_runs_passes(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (root / "mypy.ini").write_text(WRITING)
    theirs, _, _ = read(root / "mypy.ini")
    assert theirs.junit_xml
    assert theirs.report_dirs
    options, _ = ours(root)
    default = Options()
    names = [name for name in dir(default) if not name.startswith("_") and not callable(getattr(default, name))]
    assert "junit_xml" in names
    different = {name for name in names if getattr(options, name) != getattr(default, name)}
    assert different == {"strict_equality", "config_file"}


def test_the_settings_of_modules_stay(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (root / "setup.cfg").write_text(
        "[mypy]\nstrict = True\nplugins = evil.py\npython_version = 3.12\nmypy_path = stubs:../no\n"
        "disable_error_code = misc, override\nno_implicit_optional = True\nallow_untyped_defs = False\n"
        "[mypy-numpy.*,other]\nignore_missing_imports = True\nplugins = evil.py\nfollow_imports = skip\n"
        "[mypy-x]\nfollow_imports = evil\n[mypy-]\nplugins = evil.py\n"
    )
    options, strict = ours(root)
    assert strict == ["strict"]
    assert options.python_version == (3, 12)
    assert options.mypy_path == [str(root / "stubs")]
    assert options.disable_error_code == ["misc", "override"]
    assert not options.implicit_optional
    assert options.disallow_untyped_defs
    numpy = options.per_module_options["numpy.*"]
    assert numpy == options.per_module_options["other"]
    assert numpy["ignore_missing_imports"] is True
    assert numpy["follow_imports"] == "skip"
    assert "follow_imports" not in options.per_module_options["x"]


def test_overrides_of_toml_are_the_same_as_sections(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (root / "pyproject.toml").write_text(
        "[tool.mypy]\nstrict = true\n[[tool.mypy.overrides]]\nmodule = ['a.*', 'b']\nignore_errors = true\n"
        "[[tool.mypy.overrides]]\nmodule = 'b'\ndisallow_untyped_defs = false\nfollow_imports = ['x']\n"
    )
    options, strict = ours(root)
    assert strict == ["strict"]
    assert options.per_module_options["a.*"]["ignore_errors"] is True
    assert options.per_module_options["b"]["ignore_errors"] is True
    assert options.per_module_options["b"]["disallow_untyped_defs"] is False


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"setup.cfg": "[metadata]\nname = x\n"},
        {"pyproject.toml": "[tool.ruff]\n"},
        {"mypy.ini": "no section\n"},
        {"pyproject.toml": "tool = 3\n"},
    ],
)
def test_without_a_configuration_ours_says_nothing(tmp_path: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert mypy_configuration(tmp_path, tmp_path) == "[mypy]\n\n"


def test_mypys_own_order_of_files(tmp_path: Path) -> None:
    for name in ("setup.cfg", "pyproject.toml", ".mypy.ini", "mypy.ini"):
        section = "tool.mypy" if name.endswith("toml") else "mypy"
        flag = {"setup.cfg": "a", "pyproject.toml": "b", ".mypy.ini": "c", "mypy.ini": "d"}[name]
        (tmp_path / name).write_text(
            f'[{section}]\nalways_true = "{flag}"\n'.replace('"', "" if name[-1] != "l" else '"')
        )
        assert f"always_true = {flag}\n" in mypy_configuration(tmp_path, tmp_path)
