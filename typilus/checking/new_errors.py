"""The errors that a change causes: those after it, less those before it, although lines have moved."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from typilus.checking.diagnostics import Concern, Diagnostic
from typilus.checking.literals import is_caused_by_literal

__all__ = [
    "ErrorChange",
    "error_change",
    "is_reworded",
    "is_same_message",
    "line_mapping",
    "new_errors",
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
    """The difference between the errors of two versions of some files.

    Attributes:
        added: Errors of the later version only, each with its line in the earlier texts, None for a line that is new
            too.
        gone: Errors of the earlier version only.
    """

    added: tuple[tuple[Diagnostic, int | None], ...]
    gone: tuple[Diagnostic, ...]

    def errors_beyond(self, control: ErrorChange) -> tuple[list[Diagnostic], int]:
        """Return the errors that this change causes, and how many errors it merely reveals.

        An error is merely revealed if another change of the same texts, the control, adds it as well (by file, line,
        code and `is_same_message`), or if a literal causes it (see `is_caused_by_literal`). An error that replaces an
        old one, and differs from it only in the types that it names, is neither: it is the old error in other words,
        unless a type is clearly at fault for the new one.
        """
        old: dict[Place, list[str]] = defaultdict(list)
        for error in self.gone:
            old[error.path, error.code, error.line].append(error.message)
        shown: dict[Place, list[str]] = defaultdict(list)
        for error, line in control.added:
            shown[error.path, error.code, line].append(error.message)
        caused, hidden = [], 0
        for error, line in self.added:
            position = error.path, error.code, line
            is_excused = is_caused_by_literal(error.message)
            if _remove_match(shown[position], error.message, is_same_message) or is_excused:
                hidden += 1
            elif is_excused is False or not _remove_match(old[position], error.message, is_reworded):
                caused.append(error)
        return caused, hidden


def _remove_match(messages: list[str], message: str, is_same: Callable[[str, str], bool]) -> bool:
    """Remove the first of some messages that is the same, and return whether there was one."""
    match = next((candidate for candidate in messages if is_same(candidate, message)), None)
    if match is None:
        return False
    messages.remove(match)
    return True


def new_errors(
    before: Sequence[Diagnostic],
    after: Sequence[Diagnostic],
    texts_before: Mapping[str, str],
    texts_after: Mapping[str, str],
    concern: Callable[[str], Concern] = lambda code: Concern.TYPES,
) -> list[Diagnostic]:
    """Return the errors that a change adds, see `error_change`."""
    return [error for error, _ in error_change(before, after, texts_before, texts_after, concern).added]


def error_change(
    before: Sequence[Diagnostic],
    after: Sequence[Diagnostic],
    texts_before: Mapping[str, str],
    texts_after: Mapping[str, str],
    concern: Callable[[str], Concern] = lambda code: Concern.TYPES,
) -> ErrorChange:
    """Return the difference of two multisets of errors, which are equal by file, code, message and line.

    A line is the same if the change has only moved or annotated it. Line numbers in messages do not count. Errors that
    do not concern types are left out; errors about a text that cannot be parsed are not. Texts are those of the files
    that were changed, by the paths that diagnostics name; in other files no line has moved.
    """
    mappings = {
        path: line_mapping(texts_before[path].splitlines(), text.splitlines())
        for path, text in texts_after.items()
        if path in texts_before
    }
    old_errors: dict[Key, list[Diagnostic]] = defaultdict(list)
    for error in before:
        old_errors[_key(error, error.line)].append(error)
    added: list[tuple[Diagnostic, int | None]] = []
    for error in sorted(after):
        if concern(error.code) is Concern.OTHER:
            continue
        mapping = mappings.get(error.path)
        line = error.line if mapping is None else mapping.get(error.line)
        # A line that was not there before cannot have had an error.
        same = [] if line is None else old_errors[_key(error, line)]
        if same:
            same.pop()
        else:
            added.append((error, line))
    return ErrorChange(tuple(added), tuple(error for errors in old_errors.values() for error in errors))


def is_same_message(control: str, message: str) -> bool:
    """Return whether two messages are equal but for types in the place of the control's `Any`, and line numbers.

    >>> is_same_message('"list[Any]" has no attribute "x"', '"list[int]" has no attribute "x"')
    True
    """
    literals = [re.escape(part) for part in ANY_TYPE.split(LINE_NUMBER.sub("line", control))]
    return re.fullmatch(".+?".join(literals), LINE_NUMBER.sub("line", message)) is not None


def is_reworded(old: str, message: str) -> bool:
    """Return whether two messages are equal but for the types that their first lines quote, and their explanations.

    >>> is_reworded('"f(x=0)" is no "str"', '"f(x: int = 0)" is no "str"')
    True
    >>> is_reworded('"A" has no attribute "x"', '"B" has no attribute "y"')
    False
    """
    return _without_types(old) == _without_types(message)


def _without_types(message: str) -> str:
    line = LINE_NUMBER.sub("line", message.partition("\n")[0])
    return QUOTED.sub(lambda match: match[0] if (match["before"] or "").strip().lower() in NAMED else "''", line)


def _key(diagnostic: Diagnostic, line: int) -> Key:
    return diagnostic.path, diagnostic.code, LINE_NUMBER.sub("line", diagnostic.message), line


def line_mapping(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Return the line before a change for each line after it that is not new, counted from 1.

    One past the last line has an entry as well, as some checkers report the end of a file there.
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
    """Return whether enough of the line before is left, in order, in the line after, which may have grown."""
    before, after = before.strip(), after.strip()
    if not before or not after:
        return before == after
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= SIMILAR * len(before)
