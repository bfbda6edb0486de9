"""The lines of files that have changed since a revision of their Git repository.

Git is asked for names and contents of what is committed, never to compare or check out: that would run the filters and
monitors that the configuration of a repository may name, and a repository is code under analysis.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from hashlib import sha1, sha256
from pathlib import Path

from graph_extraction.intake import exists, read_bytes
from typilus.errors import TypilusError

__all__ = ["Changes"]

_SECONDS = 60
_OFFLINE = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}
"""Nothing is fetched that a partial clone lacks, for its configuration names the program that would do it."""
_LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True)
class Changes:
    """The changes of files since a revision, of which each repository is asked when the first of its files is.

    If the history has branched since, they are those since the common ancestor, as in a pull request.

    Attributes:
        revision: A commit, branch or tag, by any name that Git understands.
    """

    revision: str
    _repositories: dict[Path, _Repository] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def since(cls, revision: str | None) -> Changes | None:
        """The changes since a revision, None where none is named."""
        return None if revision is None else cls(revision)

    def __reduce__(self) -> tuple[type[Changes], tuple[str]]:
        """Each process asks for itself."""
        return Changes, (self.revision,)

    def has_changed(self, path: str | os.PathLike[str]) -> bool:
        """Return whether a file is another than at the revision, or new. One that cannot be read has changed.

        Raises:
            TypilusError: It is in no Git repository, or that has no such revision, or Git is not to be had.
        """
        repository, name = self._place(path)
        try:
            return not repository.holds(name, read_bytes(path))
        except (OSError, ValueError):
            return True

    def lines(self, path: str | os.PathLike[str], data: bytes) -> frozenset[int]:
        """The lines of a file, from 1, that are new or another than at the revision.

        Args:
            path: Of the file.
            data: Its bytes, as they are now.

        Raises:
            TypilusError: As for `has_changed`.
        """
        repository, name = self._place(path)
        old, new = _LINE_END.split(repository.content(name)), _LINE_END.split(data)
        first = _common_prefix(old, new)
        last = _common_prefix(old[first:][::-1], new[first:][::-1])
        # Most of a file has not changed, and comparing takes time by the square of the rest.
        matcher = SequenceMatcher(None, old[first : len(old) - last], new[first : len(new) - last], autojunk=False)
        changed: set[int] = set()
        for tag, _, _, start, end in matcher.get_opcodes():
            if tag != "equal":
                changed.update(range(first + start + 1, first + end + 1))
        return frozenset(changed)

    def _place(self, path: str | os.PathLike[str]) -> tuple[_Repository, str]:
        real = Path(os.path.realpath(path))
        top = next((folder for folder in real.parents if exists(folder / ".git")), None)
        if top is None:
            raise TypilusError(f"{path}: is in no Git repository, so nothing can be said of changes since a revision")
        if top not in self._repositories:
            self._repositories[top] = _Repository.at(top, self.revision)
        return self._repositories[top], real.relative_to(top).as_posix()


@dataclass(frozen=True)
class _Repository:
    """A commit of a repository.

    Attributes:
        top: Folder of its working tree.
        commit: Full name of the commit.
    """

    top: Path
    commit: str

    @classmethod
    def at(cls, top: Path, revision: str) -> _Repository:
        """The common ancestor of a revision and what is checked out.

        Raises:
            TypilusError: There is no such revision, or Git is not to be had.
        """
        named = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
        commit = _asked(top, named)
        if commit is None:
            raise TypilusError(f"{top}: has no revision {revision!r}; name a commit, branch or tag that is fetched")
        base = _asked(top, ["merge-base", commit.decode().strip(), "HEAD"])
        return cls(top, (base or commit).decode().strip())

    @cached_property
    def _blobs(self) -> Mapping[bytes, bytes]:
        """The name of the content of each file."""
        listing = _asked(self.top, ["ls-tree", "-r", "-z", "--full-tree", self.commit])
        entries = (entry.partition(b"\t") for entry in (listing or b"").split(b"\0") if entry)
        return {path: description.split()[2] for description, _, path in entries}

    def holds(self, name: str, data: bytes) -> bool:
        """Return whether the commit has a file with this content."""
        blob = self._blobs.get(os.fsencode(name))
        if blob is None:
            return False
        digest = (sha1 if len(blob) == 40 else sha256)(b"blob %d\0" % len(data) + data)
        return digest.hexdigest().encode() == blob

    def content(self, name: str) -> bytes:
        """The content of a file, nothing of one that the commit does not have."""
        blob = self._blobs.get(os.fsencode(name))
        if blob is None:
            return b""
        content = _asked(self.top, ["cat-file", "blob", blob.decode()])
        if content is None:
            raise TypilusError(f"{self.top}: Git does not give {name} of {self.commit}; is the clone complete?")
        return content


def _asked(top: Path, arguments: list[str]) -> bytes | None:
    """Git's answer, None if it has none.

    Raises:
        TypilusError: Git is not installed, or does not answer in time.
    """
    git = shutil.which("git")
    if git is None:
        raise TypilusError("git: is not installed, so nothing can be said of changes since a revision")
    # A hook has variables that name another repository than the one that is asked.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _OFFLINE
    command = [git, "-C", str(top), "--no-pager", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, env=environment, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise TypilusError(f"{top}: Git has not answered {arguments[0]!r} in {_SECONDS} seconds") from None
    return done.stdout if done.returncode == 0 else None


def _common_prefix(one: list[bytes], other: list[bytes]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
