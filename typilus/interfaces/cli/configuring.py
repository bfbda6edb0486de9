"""A project's settings as defaults of the command line. Options on the command line take precedence.

The keys are the long options of the commands, and the options' own converters and choices check the values, so that
nothing about an option is said twice. Options that exclude each other say what one call does (`--diff`, `--write`):
they belong to the call and are no settings; nor are options that can be repeated.

A project that is only looked at must not decide what is loaded, run, read or written elsewhere. So an option that takes
a place is no setting: not `--environment`, whose interpreter checkers run, nor `--model`, whose network decides what is
suggested; nor is `--recommenders`, which names code to run. The one exception is `--project`, of a folder inside. It is
not the project's affair either how many processes run, or which index is built; and `--since`, `--statistics`,
`--stdin-filename` and `--update-baseline` belong to a call.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from typilus.config import ProjectSettings, find_root, read_settings
from typilus.errors import TypilusError
from typilus.interfaces.cli.arguments import Converter
from typilus.interfaces.cli.standard_input import located_path
from typilus.options import NumberRange

__all__ = ["configure", "find_settings", "settings_of", "settings_schema"]

_BOOLEANS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
# By these metavars an option says that it takes a place.
_PLACES = frozenset({"DIR", "FILE"})
_INSIDE = frozenset({"project"})
"""Places that a project may name, from the folder of its settings, as long as they lie in it."""
_NO_SETTINGS = frozenset(
    {
        *("device", "index", "infill", "printed", "recommenders", "since", "update_baseline", "workers"),
        *("output_file", "statistics", "stdin_filename"),
    }
)


_MANY_PROJECTS = frozenset({"server"})
"""Commands without paths that read the settings of each project that they come upon."""
_GROUPS = ("infill",)
"""Options that begin alike and may stand in a table of their own: `below` of `[tool.typilus.infill]`."""


def find_settings(options: argparse.Namespace) -> ProjectSettings | None:
    """Return the settings of the project that the first path lies in. Only commands that take `PATH…` have any.

    Raises:
        TypilusError: They cannot be read.
    """
    return settings_of(find_root(located_path(options))) if getattr(options, "paths", None) else None


def settings_of(root: Path) -> ProjectSettings | None:
    """Return the settings of a project, with those of groups among the common ones.

    Raises:
        TypilusError: They cannot be read.
    """
    settings = read_settings(root)
    if settings is None:
        return None
    common = _dashed(settings, settings.section, settings.common)
    commands = {
        name: _dashed(settings, f"{settings.section}.{name}", table) for name, table in settings.commands.items()
    }
    for group in _GROUPS:
        common |= {f"{group}-{name}": value for name, value in commands.pop(group, {}).items()}
    return replace(settings, common=common, commands=commands)


def _dashed(settings: ProjectSettings, section: str, table: Mapping[str, Any]) -> dict[str, Any]:
    """A table whose keys are spelled as options are: `min_confidence` is `min-confidence`."""
    dashed: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("_", "-")
        if name in dashed:
            raise TypilusError(f"{settings.file}: [{section}] {name}: is set twice, with a dash and an underscore")
        dashed[name] = value
    return dashed


def configure(parser: argparse.ArgumentParser, command: str, settings: ProjectSettings) -> None:
    """Make a project's settings the defaults of a command, so that the command line must be parsed again.

    Raises:
        TypilusError: A setting is unknown, or its value is not allowed.
    """
    commands = _commands_with_settings(parser)
    commands[command].set_defaults(**_defaults(settings, command, commands))


def settings_schema(parser: argparse.ArgumentParser) -> dict[str, Any]:
    """A JSON Schema of `[tool.typilus]`, for editors."""
    tables = {
        name: {option: _value_schema(action) for option, action in _settable(command).items()}
        for name, command in _commands_with_settings(parser).items()
    }
    common: dict[str, Any] = {}
    for table in tables.values():
        for option, schema in table.items():
            existing = common.setdefault(option, schema)
            if existing != schema:  # what one command may not have, another may
                common[option] = {"description": f"see the options of {', '.join(_having(tables, option))}"}
    groups = {
        group: {
            name.removeprefix(f"{group}-"): schema for name, schema in common.items() if name.startswith(f"{group}-")
        }
        for group in _GROUPS
    }
    of_commands = {
        name: {"type": "object", "additionalProperties": False, "properties": table}
        for name, table in {**groups, **tables}.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "[tool.typilus] of pyproject.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {**common, **of_commands},
    }


def _having(tables: Mapping[str, Mapping[str, Any]], option: str) -> list[str]:
    return [name for name, table in tables.items() if option in table]


def _value_schema(action: argparse.Action) -> dict[str, Any]:
    schema: dict[str, Any] = {"description": action.help}
    parse = action.type.parse if isinstance(action.type, Converter) else None
    if isinstance(action, argparse._StoreTrueAction):
        schema["type"] = "boolean"
    elif isinstance(parse, NumberRange):
        schema |= {"type": "integer" if parse.type is int else "number", "minimum": parse.low, "maximum": parse.high}
    elif action.choices is not None:
        schema["enum"] = list(action.choices)
    else:
        schema["type"] = ["string", "array", "number"] if parse is not None else "string"
    return schema


def _commands_with_settings(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    choices = [action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    commands = {name: command for choice in choices for name, command in choice.items()}
    return {
        name: command
        for name, command in commands.items()
        if name in _MANY_PROJECTS or any(action.dest == "paths" for action in command._actions)
    }


def _settable(command: argparse.ArgumentParser) -> dict[str, argparse.Action]:
    """The options of a command that can be settings, by long name."""
    exclusive = [action for group in command._mutually_exclusive_groups for action in group._group_actions]
    return {
        name.removeprefix("--"): action
        for action in command._actions
        if isinstance(action, argparse._StoreAction | argparse._StoreTrueAction)
        and action not in exclusive
        and action.dest not in _NO_SETTINGS
        and (action.metavar not in _PLACES or action.dest in _INSIDE)
        for name in action.option_strings
        if name.startswith("--")
    }


def _options(command: argparse.ArgumentParser) -> set[str]:
    """All long options of a command, also those that are no settings."""
    names = (name for action in command._actions for name in action.option_strings)
    return {name.removeprefix("--") for name in names if name.startswith("--")}


def _defaults(
    settings: ProjectSettings, command: str, commands: Mapping[str, argparse.ArgumentParser]
) -> dict[str, Any]:
    """Return values by the parser's own names. Everything in the file is checked, not only what is used here."""
    settable = {name: _settable(command) for name, command in commands.items()}
    options = {name: _options(command) for name, command in commands.items()}
    _expect(
        settings,
        f"[{settings.section}]",
        settings.common,
        set().union(*settable.values()),
        set().union(*options.values()),
    )
    for name, table in settings.commands.items():
        if name not in settable:
            raise _error(settings, f"[{settings.section}.{name}]", "no such command", settable)
        _expect(settings, f"[{settings.section}.{name}]", table, settable[name], options[name])
    defaults = {}
    for section, table in (
        (settings.section, settings.common),
        (f"{settings.section}.{command}", settings.commands.get(command, {})),
    ):
        for key, value in table.items():
            if key in settable[command]:
                action = settable[command][key]
                try:
                    defaults[action.dest] = _value(action, value, settings.file.parent)
                except (argparse.ArgumentTypeError, TypeError, ValueError) as error:
                    location = f"{settings.file}: [{section}] {key} = {value!r}"
                    raise TypilusError(f"{location}: {error}; see `typilus {command} --help`") from error
    return defaults


def _expect(
    settings: ProjectSettings, section: str, table: Mapping[str, Any], keys: Collection[str], options: Collection[str]
) -> None:
    for key in table:
        if key not in keys:
            if key in options:
                location = f"{settings.file}: {section} {key}"
                raise TypilusError(f"{location}: a project cannot set this; remove it, and say --{key} in the call")
            raise _error(settings, f"{section} {key}", "no such setting", keys)


def _error(settings: ProjectSettings, location: str, problem: str, allowed: Any) -> TypilusError:
    return TypilusError(f"{settings.file}: {location}: {problem}; allowed are {', '.join(sorted(allowed))}")


def _value(action: argparse.Action, value: Any, folder: Path) -> Any:
    """A setting as the option would give it."""
    if isinstance(action, argparse._StoreTrueAction):
        truth = value if isinstance(value, bool) else _BOOLEANS.get(str(value).lower())
        if truth is None:
            raise ValueError("must be true or false")
        return truth
    if isinstance(value, bool) or not isinstance(value, str | int | list):
        raise ValueError("must be a text, a number or a list of texts")
    if action.nargs in ("+", "*"):
        parts = value if isinstance(value, list) else str(value).replace(",", " ").split()
        return [_converted(action, str(part), folder) for part in parts]
    return _converted(action, ",".join(map(str, value)) if isinstance(value, list) else str(value), folder)


def _converted(action: argparse.Action, text: str, folder: Path) -> Any:
    if action.metavar in _PLACES:
        text = os.path.join(folder, text)  # noqa: PTH118 - options are texts
        if not Path(os.path.realpath(text)).is_relative_to(os.path.realpath(folder)):
            raise ValueError("lies outside of the project; name it in the call")
    try:
        value = action.type(text) if callable(action.type) else text
    except (TypeError, ValueError) as error:
        raise ValueError(str(error) or f"{text!r} is not allowed") from error
    if action.choices is not None and value not in action.choices:
        raise ValueError(f"allowed are {', '.join(map(str, action.choices))}")
    return value
