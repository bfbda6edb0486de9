"""Bytes of a Python file to decoded text and a standard `ast` tree."""

from __future__ import annotations

import ast
import io
import sys
import tokenize
import warnings
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path

from graph_extraction.errors import SourceError

RUNNING_GRAMMAR = f"{sys.version_info.major}.{sys.version_info.minor}"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file, read.

    Attributes:
        path: the file as the caller named it.
        text: decoded, without a byte order mark, every line ended by a single newline character.
        tree: standard `ast` nodes, type comments included; all have start and end positions.
        grammar: the Python grammar that read it ("3.11", or "3.6" and "2.7" for what only typed-ast reads).
    """

    path: str
    text: str
    tree: ast.Module
    grammar: str


def read_source(path: str | PathLike[str]) -> SourceFile:
    """Read and parse one file.

    Raises:
        SourceError: it cannot be opened, decoded or parsed.
    """
    name = fspath(path)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise SourceError(name, f"cannot be read: {error.strerror or error}") from error
    return parse_source(data, name)


def parse_source(source: str | bytes, path: str = "<string>") -> SourceFile:
    """Decode (if bytes) and parse source code.

    Raises:
        SourceError: it cannot be decoded or parsed.
    """
    text = decode(source, path) if isinstance(source, bytes) else source.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise SourceError(path, "holds null bytes: not Python source", text.count("\n", 0, text.index("\0")) + 1)
    return SourceFile(path, text, _parse(text, path), RUNNING_GRAMMAR)


def decode(data: bytes, path: str) -> str:
    """Decode by byte order mark, PEP 263 cookie, or UTF-8."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return data.decode(encoding)
    except (SyntaxError, UnicodeError, LookupError) as error:
        raise SourceError(path, f"cannot be decoded: {error}") from error


def _parse(text: str, path: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text, path, type_comments=True)
        except SyntaxError as error:
            try:
                return ast.parse(text, path)
            except SyntaxError:
                column = None if error.offset is None else max(error.offset - 1, 0)
                raise SourceError(path, error.msg, error.lineno, column, error.text) from error
        except (ValueError, RecursionError, MemoryError) as error:
            raise SourceError(path, f"cannot be parsed: {error}") from error
