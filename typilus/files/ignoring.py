"""The files and folders that git ignores, according to the `.gitignore` files.

Only those of the project count: the user's own list (`core.excludesFile`) and `.git/info/exclude` are not in every
clone, so results would depend on the machine. A tracked file that matches a pattern counts as ignored, and named
classes (`[[:alpha:]]`) are not supported.
"""

from __future__ import annotations

import contextlib
import os
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph_extraction.intake import MAX_SETTINGS_BYTES, exists, read_bytes

__all__ = ["NOTHING_IGNORED", "IgnoreRules"]

_FILE = ".gitignore"
_REPOSITORY = ".git"
_STARS = re.compile(rb"\*+")
_MAX_STARS = 3
"""In a name of a pattern, and `**` in all of it: with each more, a search may take a hundred times as long. Patterns
with more are passed over, as if they were not there."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """One line: whether an entry that matches is ignored, whether only folders can match, and how they do."""

    ignored: bool
    folders_only: bool
    pattern: re.Pattern[bytes]


class _IgnoreFile:
    """The rules of one `.gitignore`. `folder` is its folder, with a separator at the end."""

    def __init__(self, folder: str, rules: list[_Rule]) -> None:
        self._folder, self._start = folder, len(folder)
        self._last_first = rules[::-1]
        # One search tells for most files that no rule matches them. Groups lose their names, which must be unique.
        patterns = (re.sub(rb"\(\?P<\w+>", b"(?:", rule.pattern.pattern) for rule in rules)
        with _quiet():
            self._any = re.compile(b"|".join(b"(?:%b)" % pattern for pattern in patterns))

    def verdict(self, path: str, is_folder: bool) -> bool | None:
        """Return whether a path is ignored, None if no line matches it or it lies elsewhere."""
        if not path.startswith(self._folder):
            return None
        name = os.fsencode(path[self._start :].replace(os.sep, "/"))
        if self._any.search(name) is None:
            return None
        for rule in self._last_first:
            if is_folder or not rule.folders_only:
                match = rule.pattern.search(name)
                # The one group that pathspec's expressions have marks that a folder above matched, not this entry.
                if match is not None and match.lastindex is None:
                    return rule.ignored
        return None


class IgnoreRules:
    """The rules for one folder, from the files in it and above it. Paths are real and absolute."""

    def __init__(self, files: tuple[_IgnoreFile, ...] = ()) -> None:
        self._files = files  # the deepest first: it decides

    @classmethod
    def above(cls, folder: str) -> IgnoreRules:
        """The rules of the repository around a folder that was named outright, its own file not yet among them.

        None outside of a repository; and none where they ignore the folder itself, for it is wanted all the same.
        """
        path = Path(folder)
        if exists(path / _REPOSITORY):
            return cls()
        roots = [parent for parent in path.parents if exists(parent / _REPOSITORY)]
        rules = cls()
        if roots:
            for parent in [candidate for candidate in reversed(path.parents) if candidate.is_relative_to(roots[0])]:
                rules = rules.inside(str(parent), (_FILE,))
                if rules.ignore(str(parent / path.relative_to(parent).parts[0]), is_folder=True):
                    return cls()
        return rules

    @classmethod
    def of_patterns(cls, folder: str, patterns: Iterable[str]) -> IgnoreRules:
        """The rules of patterns that a `.gitignore` of this folder might hold. Its path is real and absolute."""
        rules = [rule for rule in map(_rule, map(os.fsencode, patterns)) if rule is not None]
        return cls((_IgnoreFile(os.path.join(folder, ""), rules),) if rules else ())  # noqa: PTH118 - as below

    def inside(self, folder: str, names: Iterable[str]) -> IgnoreRules:
        """Return the rules for a folder with these entries. A repository inside a repository has its own."""
        names = frozenset(names)
        files = () if _REPOSITORY in names else self._files
        added = _read(folder) if _FILE in names else None
        if added is None and files is self._files:
            return self
        return IgnoreRules(files if added is None else (added, *files))

    def ignore(self, path: str, is_folder: bool) -> bool:
        """Return whether an entry is ignored, provided that its folder is not."""
        for file in self._files:
            verdict = file.verdict(path, is_folder)
            if verdict is not None:
                return verdict
        return False


NOTHING_IGNORED = IgnoreRules()


def _read(folder: str) -> _IgnoreFile | None:
    """Return the `.gitignore` of a folder, None if it cannot be read or has no rules."""
    file = Path(folder, _FILE)
    try:
        data = b"" if file.is_symlink() else read_bytes(file, MAX_SETTINGS_BYTES)  # git follows no link either
    except OSError:
        return None
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    rules = [rule for rule in map(_rule, lines) if rule is not None]
    return _IgnoreFile(os.path.join(folder, ""), rules) if rules else None  # noqa: PTH118 - a separator at the end


def _rule(line: bytes) -> _Rule | None:
    """One line, as bytes, for git's `?` is a byte.

    The slash of `build/` is taken off, so that pathspec's expression is about the entry alone.
    """
    # Imported here: many trees have no such file, and it takes some 20 ms.
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    text = line.removesuffix(b"\r")
    text = text if text.endswith(b"\\ ") else text.rstrip(b" ")
    folders_only = text.endswith(b"/")
    if any(len(_STARS.findall(part)) > _MAX_STARS for part in text.split(b"/")) or text.count(b"**") > _MAX_STARS:
        return None
    try:
        with _quiet():
            pattern = GitIgnoreSpecPattern(text[:-1] if folders_only else text)
    except (ValueError, re.error):  # git passes over what is no pattern
        return None
    if pattern.regex is None or pattern.include is None:
        return None
    return _Rule(pattern.include, folders_only, pattern.regex)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Python warns of sets like `[[a]`, which it reads as git does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        yield
