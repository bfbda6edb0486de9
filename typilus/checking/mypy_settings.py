"""The configuration for mypy: the harmless settings of the project's own, located and read as mypy does."""

from __future__ import annotations

import configparser
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from typilus.checking.settings import HarmlessSettings, SettingsTable, ini_sections, toml_table

__all__ = ["mypy_configuration"]

_PER_MODULE_FLAGS = frozenset(
    {"allow_redefinition", "allow_redefinition_new", "allow_redefinition_old", "allow_untyped_globals"}
    | {"check_unreachable", "check_untyped_defs", "disallow_any_decorated", "disallow_any_explicit"}
    | {"disallow_any_expr", "disallow_any_generics", "disallow_any_unimported", "disallow_incomplete_defs"}
    | {"disallow_subclassing_any", "disallow_untyped_calls", "disallow_untyped_decorators", "disallow_untyped_defs"}
    | {"extra_checks", "follow_imports_for_stubs", "follow_untyped_imports", "ignore_errors", "ignore_missing_imports"}
    | {"implicit_optional", "implicit_reexport", "local_partial_types", "strict_bytes", "strict_concatenate"}
    | {"strict_equality", "strict_equality_for_none", "strict_optional", "warn_no_return", "warn_return_any"}
    | {"warn_unreachable", "warn_unused_ignores"}
)
_FLAGS = _PER_MODULE_FLAGS | {
    *("disable_bytearray_promotion", "disable_memoryview_promotion", "explicit_package_bases", "namespace_packages"),
    *("no_silence_site_packages", "no_site_packages", "old_type_inference", "strict", "warn_redundant_casts"),
}
_PER_MODULE_NAMES = frozenset({"always_false", "always_true", "disable_error_code", "enable_error_code"})
_NAMES = _PER_MODULE_NAMES | {
    *("deprecated_calls_exclude", "enable_incomplete_feature", "platform", "python_version", "untyped_calls_exclude"),
}
_FOLLOW_IMPORTS = ("normal", "silent", "skip", "error")


def _with_opposites(flags: frozenset[str]) -> frozenset[str]:
    """Return the flags and their opposites: mypy takes `no_` before a flag, and `allow` for `disallow` and back."""
    return flags | {
        *(f"no_{flag}" for flag in flags),
        *(flag.removeprefix("dis") for flag in flags if flag.startswith("disallow")),
        *(f"dis{flag}" for flag in flags if flag.startswith("allow")),
    }


_GLOBAL = HarmlessSettings(_with_opposites(_FLAGS), _NAMES, frozenset({"mypy_path"}))
_PER_MODULE = HarmlessSettings(_with_opposites(_PER_MODULE_FLAGS), _PER_MODULE_NAMES)
_MODULES = re.compile(r"[\w.*,/\\-]+")


def mypy_configuration(root: Path, copy: Path) -> str:
    """Return the text of a `mypy.ini` with the harmless settings of the project in `root`.

    The text is an INI file for `--config-file`, without plugins, reports, caches and commands. Its folders are those of
    the `copy`.
    """
    parser = configparser.RawConfigParser()
    parser["mypy"] = {}
    for section, table in _mypy_sections(root).items():
        if section == "mypy":
            parser[section] = _render_settings(_GLOBAL, table, copy)
        elif section.startswith("mypy-") and _MODULES.fullmatch(section):
            parser[section] = _render_settings(_PER_MODULE, table, copy)
    text = io.StringIO()
    parser.write(text)
    return text.getvalue()


def _mypy_sections(root: Path) -> Mapping[str, SettingsTable]:
    """Return the sections of the first file that configures mypy, as an INI file would have them."""
    for name in ("mypy.ini", ".mypy.ini"):
        if (root / name).is_file():
            return ini_sections(root / name)
    table = toml_table(root / "pyproject.toml", "tool", "mypy")
    if table is not None:
        return {"mypy": table, **_overrides(table.get("overrides"))}
    sections = ini_sections(root / "setup.cfg")
    return sections if "mypy" in sections else {}


def _overrides(overrides: Any) -> dict[str, SettingsTable]:
    sections: dict[str, dict[str, Any]] = {}
    for override in overrides if isinstance(overrides, list) else ():
        modules = override.get("module") if isinstance(override, dict) else None
        for module in [modules] if isinstance(modules, str) else modules if isinstance(modules, list) else ():
            sections.setdefault(f"mypy-{module}", {}).update(override)
    return dict(sections)


def _render_settings(harmless: HarmlessSettings, table: SettingsTable, copy: Path) -> dict[str, str]:
    settings = {
        key: str(value) if isinstance(value, bool) else ", ".join(value)
        for key, value in harmless.select(table, copy).items()
    }
    if table.get("follow_imports") in _FOLLOW_IMPORTS:
        settings["follow_imports"] = table["follow_imports"]
    return settings
