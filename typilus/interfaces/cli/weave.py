"""`typilus weave`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from typilus import weaving
from typilus.counting import counted
from typilus.files import write_file
from typilus.interfaces.cli.arguments import CommandParser, Converter, add_verbosity
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.terminal import say, show_diff
from typilus.options import python_version

if TYPE_CHECKING:
    from typilus.weaving import WovenFile

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Move the annotations of one version of a file into another: from a stub, from an annotated copy, or from the
file of a colleague's branch. A symbol of the target gets the type that the symbol of the same scope, kind
and name has in the donor. Only types are taken: the target's code stays as it is, byte for byte, and that
is proved before anything is written. Names mean what they mean in the donor, and are written as the target
would write them; imports that are needed are added.

Needs neither a model nor a type checker. Shows the change as a diff unless told to write.
"""
EXAMPLES = """
examples:
  typilus weave shop.pyi shop.py
      what would change, as a diff
  git show typed:shop.py > /tmp/shop.py; typilus weave /tmp/shop.py shop.py --in-place
      the annotations of a branch, without its code
  typilus weave old.py new.py --scope Shop --policy overwrite -o woven.py
      what belongs to the class Shop, also over annotations that differ, into a third file
"""
_TOPICS_SHOWN = 8


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument("donor", metavar="DONOR", help="the file with annotations, .py or .pyi")
    parser.add_argument("target", metavar="TARGET", help="the file to annotate")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--diff", action="store_true", help="show the change and change nothing (default)")
    action.add_argument("--in-place", action="store_true", help="replace TARGET, as a whole or not at all")
    action.add_argument("-o", "--output", metavar="FILE", help="write the result into this file")
    parser.add_argument(
        "--scope",
        default="",
        metavar="NAME",
        help="only what is below this function or class (Shop.add), but for its own signature",
    )
    parser.add_argument(
        "--policy",
        choices=("keep", "fill", "overwrite"),
        default="fill",
        help="for signatures of TARGET with some annotations: keep them as they are, fill their gaps (default), or "
        "also overwrite annotations that differ",
    )
    parser.add_argument(
        "--python",
        type=Converter(python_version),
        metavar="X.Y",
        help="the oldest Python version that must run the result (default: the oldest that the project declares, "
        "else the version that runs typilus)",
    )
    parser.add_argument(
        "--project",
        metavar="DIR",
        help="the root of TARGET's project (default: the nearest parent folder with pyproject.toml or .git)",
    )
    add_verbosity(parser)


def run(namespace: argparse.Namespace) -> int:
    """Weave one file into another: show, replace, or write elsewhere."""
    woven = weaving.weave(
        namespace.donor,
        namespace.target,
        scope=namespace.scope,
        policy=namespace.policy,
        python=namespace.python,
        project=namespace.project,
    )
    if namespace.in_place:
        woven.write()
    elif namespace.output is not None:
        write_file(Path(namespace.output), woven.source.after)
    else:
        show_diff(woven.diff(), sys.stdout)
    _summarize(woven, "written" if namespace.in_place or namespace.output is not None else "suggested")
    return ExitCode.OK


def _summarize(woven: WovenFile, done: str) -> None:
    """For people, apart from the output."""
    say(f"{counted(len(woven.source.applied), 'annotation')} {done}; {len(woven.refused):,} refused")
    reasons = Counter(refused.reason for refused in woven.refused)
    for reason, count in reasons.most_common(_TOPICS_SHOWN):
        say(f"{counted(count, 'symbol'):>14} without: {reason}")
    untyped = sum(not donation.type for donation in woven.homeless)
    if len(woven.homeless) > untyped:
        say(f"{counted(len(woven.homeless) - untyped, 'annotation')} of symbols that the target lacks")
    if untyped:
        say(f"{counted(untyped, 'annotation')} of the donor that are no types by themselves, as a bare Final")
