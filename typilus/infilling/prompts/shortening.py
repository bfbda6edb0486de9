"""Code cut to a number of characters: statements far from what is asked give way to `...`, and it stays Python."""

from __future__ import annotations

import re
import tokenize
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from typilus.infilling.prompts.code_lines import CodeLine, length_of

__all__ = ["shortened"]

_CLAUSE = re.compile(r"\s*(?:else|elif|except|finally)\b")
_TRY = re.compile(r"\s*try\b")
_GAP = "..."


def shortened(lines: Sequence[CodeLine], budget: int, names: Collection[str]) -> list[CodeLine]:
    """Return the lines that fit into a budget, `...` where others were left out.

    Statements with holes always stay, and the headers around them. Of the others those come first that are near to a
    hole, or to a line that has one of some names as a word.
    """
    if length_of(lines) <= budget:
        return list(lines)
    statements = _Statements(lines)
    word = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b") if names else None
    seeds = [0 if _has_hole(part) else 1 if word and _has(word, part) else None for part in statements.parts]
    distances = _distances(seeds)
    kept: set[int] = set()
    left = budget
    for number in sorted(range(len(seeds)), key=lambda number: (distances[number], number)):
        new = statements.needed(number, kept)
        size = sum(length_of(statements.parts[other]) + len(_GAP) + 1 for other in new)
        if size > left and seeds[number] != 0:
            break
        kept |= new
        left -= size
    return list(statements.only(kept))


class _Statements:
    """Lines as logical lines: simple statements, headers of compound ones, comments and blank lines.

    Attributes:
        parts: The lines of each.
    """

    def __init__(self, lines: Sequence[CodeLine]) -> None:
        starts = [*_starts(lines), len(lines)]
        self.parts = [lines[start:end] for start, end in pairwise(starts)]
        self._indentations = [_indentation(part[0]) if part[0] else None for part in self.parts]
        self._needs = self._companions()

    def needed(self, number: int, kept: Collection[int]) -> set[int]:
        """Return a statement and those that it cannot stand without, as far as they are not kept yet."""
        needed: set[int] = set()
        pending = [number]
        while pending:
            current = pending.pop()
            if current not in kept and current not in needed:
                needed.add(current)
                pending += self._needs[current]
        return needed

    def only(self, kept: Collection[int]) -> Iterator[CodeLine]:
        """The lines of some statements, and a mark where others were."""
        is_gap = False
        for number, part in enumerate(self.parts):
            if number in kept:
                yield from part
                is_gap = False
            elif not is_gap and part[0] and not _is_comment(_text(part[0])):
                yield ((self._indentations[number] or "") + _GAP,)
                is_gap = True

    def _companions(self) -> list[list[int]]:
        """For each statement those that it cannot stand without: headers around it, and other clauses."""
        needs: list[list[int]] = [[] for _ in self.parts]
        around: list[int] = []
        decorators: list[int] = []
        for number, (part, blanks) in enumerate(zip(self.parts, self._indentations, strict=True)):
            text = _text(part[0])
            if blanks is None or _is_comment(text):
                continue
            while around and len(self._indentations[around[-1]] or "") > len(blanks):
                around.pop()
            if around and len(self._indentations[around[-1]] or "") == len(blanks):
                before = around.pop()
                if _CLAUSE.match(text):
                    needs[number].append(before)
                    if _TRY.match(_text(self.parts[before][0])):
                        needs[before].append(number)
            needs[number] += around[-1:]
            for decorator in decorators:
                needs[decorator].append(number)
            decorators = [*decorators, number] if text.lstrip().startswith("@") else []
            around.append(number)
        return needs


def _starts(lines: Sequence[CodeLine]) -> list[int]:
    """The numbers of the lines in which logical lines start, those of all lines where that cannot be told."""
    texts = iter([_text(line) + "\n" for line in lines])
    starts, is_inside = [], False
    try:
        for token in tokenize.generate_tokens(lambda: next(texts, "")):
            if token.type in (tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER):
                continue
            if not is_inside:
                starts.append(token.start[0] - 1)
            if token.type == tokenize.NEWLINE:
                is_inside = False
            elif token.type not in (tokenize.NL, tokenize.COMMENT):
                is_inside = True
    except (tokenize.TokenError, SyntaxError):
        return list(range(len(lines)))
    return list(dict.fromkeys([0, *(start for start in starts if start < len(lines))]))


def _text(line: CodeLine) -> str:
    return "".join(piece if isinstance(piece, str) else "_" for piece in line)


def _is_comment(text: str) -> bool:
    return text.lstrip().startswith("#")


def _has_hole(part: Sequence[CodeLine]) -> bool:
    return any(isinstance(piece, int) for line in part for piece in line)


def _has(word: re.Pattern[str], part: Sequence[CodeLine]) -> bool:
    return any(isinstance(piece, str) and word.search(piece) for line in part for piece in line)


def _indentation(line: CodeLine) -> str:
    text = _text(line)
    return text[: len(text) - len(text.lstrip())]


def _distances(seeds: Sequence[int | None]) -> list[int]:
    """Return for each place the least sum of a seed and the number of places to it."""
    distances = [len(seeds) + 2 if seed is None else seed for seed in seeds]
    for number in range(1, len(distances)):
        distances[number] = min(distances[number], distances[number - 1] + 1)
    for number in reversed(range(len(distances) - 1)):
        distances[number] = min(distances[number], distances[number + 1] + 1)
    return distances
