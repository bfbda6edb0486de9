"""`typilus completion`."""

from __future__ import annotations

import argparse

from typilus.errors import TypilusError
from typilus.interfaces.cli.arguments import CommandParser
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.parser import build_parser

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Print a script that lets a shell complete commands, options, their values and paths. It is made by shtab, which needs
typilus[completion]; the script itself needs nothing.
"""
EXAMPLES = """
examples:
  eval "$(typilus completion bash)"
      in ~/.bashrc; or keep it as ~/.local/share/bash-completion/completions/typilus
  typilus completion zsh > ~/.zfunc/_typilus
      where ~/.zfunc is in $fpath before compinit runs
  typilus completion fish > ~/.config/fish/completions/typilus.fish
"""

# shtab: kept by the makers of tqdm (1.13 of 2026), pure Python without dependencies, 200 kB. It knows argparse better
# than a list of our own would, and only who wants a script needs it.
_SHELLS = ("bash", "zsh", "fish")
_FOLDER = "DIR"
_FILES = frozenset({"FILE", "LIST", "PATH", "PLACE"})


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument("shell", choices=_SHELLS, help="the shell that reads the script")


def run(namespace: argparse.Namespace) -> int:
    """Print the script."""
    try:
        import shtab
    except ImportError as error:
        raise TypilusError(
            "completion scripts are made by shtab, which is not installed: pip install 'typilus[completion]'"
        ) from error
    parser = build_parser()
    for command in _with_commands(parser):
        for action in command._actions:
            if action.metavar in _FILES:
                action.complete = shtab.FILE  # type: ignore[attr-defined]
            elif action.metavar == _FOLDER:
                action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    print(shtab.complete(parser, namespace.shell))
    return ExitCode.OK


def _with_commands(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    """A parser and those of its commands."""
    choices = [action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return [
        parser,
        *(inner for commands in choices for command in commands.values() for inner in _with_commands(command)),
    ]
