"""What a change has caused: the errors after it, less those that were there before, though lines have shifted."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from typilus.checking.diagnostics import Concern, Diagnostic

__all__ = ["line_mapping", "new_errors"]

LINE_NUMBER = re.compile(r"\bline \d+")
# A line is still the same if this part of its characters is: an annotation adds some, and may replace another.
SIMILAR = 0.6

Key = tuple[str, str, str, "int | str"]


def new_errors(
    before: Sequence[Diagnostic],
    after: Sequence[Diagnostic],
    texts_before: Mapping[str, str],
    texts_after: Mapping[str, str],
    concern: Callable[[str], Concern] = lambda code: Concern.TYPES,
) -> list[Diagnostic]:
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
    known = Counter(_key(each, each.line) for each in before)
    added = []
    for each in sorted(after):
        if concern(each.code) is Concern.OTHER:
            continue
        mapping = mappings.get(each.path)
        line = each.line if mapping is None else mapping.get(each.line)
        # A line that was not there before cannot have had an error.
        key = None if line is None else _key(each, line)
        if key is not None and known[key]:
            known[key] -= 1
        else:
            added.append(each)
    return added


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
