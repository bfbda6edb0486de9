"""What a change has caused: the errors after it, less those that were there before, though lines have shifted."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from typilus.checking.diagnostics import Concern, Diagnostic
from typilus.checking.literals import is_fault_of_literal

__all__ = [
    "ErrorChange",
    "error_change",
    "is_reworded",
    "line_mapping",
    "new_errors",
    "says_the_same",
]

LINE_NUMBER = re.compile(r"\bline \d+")
# How checkers write the type of what has `Any`, or no annotation.
ANY_TYPE = re.compile(r"\b(?:Any|Unknown)\b")
# What checkers put into quotation marks is a type, unless the word before tells what it is the name of.
QUOTED = re.compile(r"""(?P<before>\w+ )?(?:"[^"\n]*"|`[^`\n]*`|'[^'\n]*')""")
NAMED = frozenset(
    {"argument", "attribute", "call", "field", "function", "key", "member", "method", "module", "name", "parameter"}
)
# A line is still the same if this part of its characters is: an annotation adds some, and may replace another.
SIMILAR = 0.6

Key = tuple[str, str, str, int]
# File, code and line; no line where it was added.
Place = tuple[str, str, "int | None"]


@dataclass(frozen=True)
class ErrorChange:
    """How the errors of two versions of some files differ.

    Attributes:
        added: errors that came, each with the line that it is on in the texts before; None for a line that came too.
        gone: errors that were there before only.
    """

    added: tuple[tuple[Diagnostic, int | None], ...]
    gone: tuple[Diagnostic, ...]

    def held_against(self, control: ErrorChange) -> tuple[list[Diagnostic], int]:
        """What this change has caused, and how many errors it merely brings to light.

        An error is merely brought to light if another change of the same texts, the control, adds it as well: by file,
        line, code and `says_the_same`; or if it is the fault of a literal, see `is_fault_of_literal`. What takes the
        place of an old error that is gone, and is the same but for the types that it names, is neither: the old error
        in other words, unless it is clear that a type is at fault for the new one.
        """
        old: dict[Place, list[str]] = defaultdict(list)
        for error in self.gone:
            old[error.path, error.code, error.line].append(error.message)
        shown: dict[Place, list[str]] = defaultdict(list)
        for error, line in control.added:
            shown[error.path, error.code, line].append(error.message)
        caused, hidden = [], 0
        for error, line in self.added:
            place = error.path, error.code, line
            is_excused = is_fault_of_literal(error.message)
            if _taken(shown[place], error.message, says_the_same) or is_excused:
                hidden += 1
            elif is_excused is False or not _taken(old[place], error.message, is_reworded):
                caused.append(error)
        return caused, hidden


def _taken(messages: list[str], message: str, same: Callable[[str, str], bool]) -> bool:
    """Whether one of some messages is the same; each serves once."""
    known = next((known for known in messages if same(known, message)), None)
    if known is None:
        return False
    messages.remove(known)
    return True


def new_errors(
    before: Sequence[Diagnostic],
    after: Sequence[Diagnostic],
    texts_before: Mapping[str, str],
    texts_after: Mapping[str, str],
    concern: Callable[[str], Concern] = lambda code: Concern.TYPES,
) -> list[Diagnostic]:
    """The errors that a change adds, see `error_change`."""
    return [error for error, _ in error_change(before, after, texts_before, texts_after, concern).added]


def error_change(
    before: Sequence[Diagnostic],
    after: Sequence[Diagnostic],
    texts_before: Mapping[str, str],
    texts_after: Mapping[str, str],
    concern: Callable[[str], Concern] = lambda code: Concern.TYPES,
) -> ErrorChange:
    """The difference of two multisets: errors are equal by file, code, message and the line that they are on.

    A line is the same if the change has only moved or annotated it. Line numbers in messages do not count. Errors
    that say nothing of types are left out; those that say that a text cannot be read are not. Texts are those of the
    files that were changed, by the paths that diagnostics name; other files have the lines that they had.
    """
    mappings = {
        path: line_mapping(texts_before[path].splitlines(), text.splitlines())
        for path, text in texts_after.items()
        if path in texts_before
    }
    known: dict[Key, list[Diagnostic]] = defaultdict(list)
    for error in before:
        known[_key(error, error.line)].append(error)
    added: list[tuple[Diagnostic, int | None]] = []
    for error in sorted(after):
        if concern(error.code) is Concern.OTHER:
            continue
        mapping = mappings.get(error.path)
        line = error.line if mapping is None else mapping.get(error.line)
        # A line that was not there before cannot have had an error.
        same = [] if line is None else known[_key(error, line)]
        if same:
            same.pop()
        else:
            added.append((error, line))
    return ErrorChange(tuple(added), tuple(error for errors in known.values() for error in errors))


def says_the_same(control: str, message: str) -> bool:
    """Whether a message is that of the control, but for types in the place of its `Any`, and numbers of lines.

    >>> says_the_same('"list[Any]" has no attribute "x"', '"list[int]" has no attribute "x"')
    True
    """
    literals = [re.escape(part) for part in ANY_TYPE.split(LINE_NUMBER.sub("line", control))]
    return re.fullmatch(".+?".join(literals), LINE_NUMBER.sub("line", message)) is not None


def is_reworded(old: str, message: str) -> bool:
    """Whether two messages are the same but for the types that their first lines quote, and what explains them.

    >>> is_reworded('"f(x=0)" is no "str"', '"f(x: int = 0)" is no "str"')
    True
    >>> is_reworded('"A" has no attribute "x"', '"B" has no attribute "y"')
    False
    """
    return _without_types(old) == _without_types(message)


def _without_types(message: str) -> str:
    line = LINE_NUMBER.sub("line", message.partition("\n")[0])
    return QUOTED.sub(lambda found: found[0] if (found["before"] or "").strip().lower() in NAMED else "''", line)


def _key(diagnostic: Diagnostic, line: int) -> Key:
    return diagnostic.path, diagnostic.code, LINE_NUMBER.sub("line", diagnostic.message), line


def line_mapping(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """For lines after a change the lines that they were, counted from 1; lines that were added are left out.

    One past the last line is a place as well: some checkers report the end of a file there.
    """
    mapping = {len(after) + 1: len(before) + 1}
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, first_before, last_before, first_after, last_after in matcher.get_opcodes():
        size = last_after - first_after
        if tag == "equal" or (tag == "replace" and size == last_before - first_before):
            mapping.update((first_after + i + 1, first_before + i + 1) for i in range(size))
        elif tag == "replace":
            start = first_before
            for number in range(first_after, last_after):
                for candidate in range(start, last_before):
                    # In order, and the first that is similar: annotations neither swap nor drop lines.
                    if _similar(before[candidate], after[number]):
                        mapping[number + 1] = candidate + 1
                        start = candidate + 1
                        break
    return mapping


def _similar(before: str, after: str) -> bool:
    """An annotated line is longer: what counts is how much of the line before is still there, in order."""
    before, after = before.strip(), after.strip()
    if not before or not after:
        return before == after
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= SIMILAR * len(before)
