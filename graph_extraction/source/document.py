"""A file's code, read once: its bytes, its text, its tree, and positions in it."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from os import PathLike, fspath
from pathlib import Path, PurePath
from typing import Any

from graph_extraction.intake import read_bytes
from graph_extraction.source.encoding import MARK, check_text, decode_source, encoding_of, normalize
from graph_extraction.source.grammars import ParsedText, parse_text
from graph_extraction.source.limits import check_bytes, check_lexemes
from graph_extraction.source.notebook import notebook_text
from graph_extraction.source.positions import LineTable
from graph_extraction.source.source_errors import SourceError

__all__ = ["SourceDocument", "is_package_file", "parse_source", "read_source"]


def is_package_file(path: str | PathLike[str]) -> bool:
    """Return whether a path is that of a package's own module: `__init__.py`, or its stub."""
    return PurePath(path).stem == "__init__"


@dataclass(frozen=True, eq=False)
class SourceDocument:
    """The code of one file, from disk, from bytes, or from the text in an editor, read and parsed once.

    All derived values are computed on first use. The first access to the text, the tree or the grammar raises
    SourceError if the code cannot be decoded or parsed; `read_source` and `parse_source` make it at once.

    Attributes:
        path: Path of the file as the caller named it.
        source: Code as it was given: a file's bytes, or text; the JSON of a notebook if `path` ends in `.ipynb`.
    """

    path: str
    source: bytes | str = field(repr=False)

    @cached_property
    def _parsed(self) -> ParsedText:
        source, path = self.source, self.path
        if isinstance(source, bytes):
            text = decode_source(source, path)
        else:
            text = normalize(source.removeprefix("\ufeff"))
            check_text(text, path)
        if path.endswith(".ipynb"):
            text = notebook_text(text, path)
        check_lexemes(text, path)
        return parse_text(text, path)

    @property
    def text(self) -> str:
        """The decoded code without a byte order mark, every line ended by a single newline character.

        Of a notebook these are its code cells. Magics are blanked.
        """
        return self._parsed.text

    @property
    def tree(self) -> ast.Module:
        """Standard `ast` nodes, type comments included.

        All have start and end positions in `text`, lines from 1, columns from 0 in UTF-8 bytes, as `ast` has them.
        """
        return self._parsed.tree

    @property
    def grammar(self) -> str:
        """The Python grammar that read it: "3.11", or "3.6" and "2.7" for what only typed-ast reads."""
        return self._parsed.grammar

    @property
    def is_package(self) -> bool:
        """True if the file is a package's own module."""
        return is_package_file(self.path)

    def bare(self) -> SourceDocument:
        """The same code without all that was made of it, for those who keep many documents."""
        return SourceDocument(self.path, self.source)

    def __getstate__(self) -> dict[str, Any]:
        """Only what was given is pickled."""
        return {"path": self.path, "source": self.source}

    @cached_property
    def data(self) -> bytes:
        """The bytes of the file. For text, the bytes that saving it in its declared encoding, or in UTF-8, would give.

        Raises:
            UnicodeEncodeError, LookupError: The text declares an encoding that cannot hold it, or is unknown.
        """
        return self.source if isinstance(self.source, bytes) else self.encode(self.exact_text)

    @cached_property
    def mark(self) -> bytes:
        """The byte order mark, or nothing."""
        if isinstance(self.source, bytes):
            return MARK if self.source.startswith(MARK) else b""
        return MARK if self.source.startswith("\ufeff") else b""

    @cached_property
    def encoding(self) -> str:
        """The codec of the file's text, behind the byte order mark."""
        return encoding_of(self.source if isinstance(self.source, bytes) else self.source.encode())

    @cached_property
    def exact_text(self) -> str:
        """The text without a byte order mark, but else as given: line ends, magics and a notebook's JSON too."""
        exact = self.decode(self.source) if isinstance(self.source, bytes) else self.source.removeprefix("\ufeff")
        return self.text if exact == self.text else exact

    @cached_property
    def lines(self) -> LineTable:
        """The lines of `text`, and positions in it."""
        return LineTable(self.text)

    @cached_property
    def exact_lines(self) -> LineTable:
        """The lines of `exact_text`, and positions in it.

        Lines and columns are those of `text`, but for notebooks and what stands behind a magic in its line.
        """
        return self.lines if self.exact_text is self.text else LineTable(self.exact_text)

    @cached_property
    def newline(self) -> str:
        """The line end of the file's first line."""
        return self.exact_lines.first_line_end or "\n"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of `text`."""
        return sha256(self.text.encode()).hexdigest()

    def encode(self, text: str) -> bytes:
        """The bytes of another text for this file.

        Raises:
            UnicodeEncodeError: The file's encoding has no such characters.
        """
        return self.mark + text.encode(self.encoding)

    def decode(self, data: bytes) -> str:
        """The exact text of other bytes for this file."""
        return data[len(self.mark) :].decode(self.encoding)


def read_source(path: str | PathLike[str]) -> SourceDocument:
    """Read and parse one file, a notebook if its name ends in `.ipynb`.

    Raises:
        SourceError: It is not a regular file, is too large, or cannot be opened, decoded or parsed.
    """
    name = fspath(path)
    try:
        check_bytes(Path(path).stat().st_size, name)
        data = read_bytes(path)
    except (OSError, ValueError) as error:
        raise SourceError(name, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return parse_source(data, name)


def parse_source(source: str | bytes, path: str = "<string>") -> SourceDocument:
    """Decode (if bytes) and parse source code, the unsaved text of an editor among it.

    Args:
        source: The code, or the JSON of a notebook if `path` ends in `.ipynb`.
        path: Names the source in errors.

    Raises:
        SourceError: It cannot be decoded or parsed, or is too large.
    """
    document = SourceDocument(path, source)
    _ = document.tree
    return document
