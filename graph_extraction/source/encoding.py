"""Bytes of a Python file to text, as PEP 263 and the language reference say."""

from __future__ import annotations

import codecs
import re

from graph_extraction.source.source_errors import SourceError

__all__ = ["MARK", "check_text", "decode_source", "encoding_of", "error_at", "normalize"]

MARK = codecs.BOM_UTF8
"""The byte order mark that Python lets stand before UTF-8."""

# Either line may hold the cookie, the second one only if the first is blank or a comment.
_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?([^\r\n]*)(?:\r\n?|\n)?([^\r\n]*)")
_COOKIE = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"[ \t\f]*(?:#|$)")
_WIDE_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


def decode_source(data: bytes, path: str) -> str:
    """Decode by byte order mark, by cookie (PEP 263), or as UTF-8, and normalize every line end to a newline.

    Args:
        data: The whole file.
        path: The file as the caller named it, for errors.

    Returns:
        The text without its byte order mark.

    Raises:
        SourceError: The encoding is unknown or not that of the bytes, or the file is no text.
    """
    for mark, name in _WIDE_MARKS.items():
        if data.startswith(mark):
            raise SourceError(path, f"is encoded in {name}, which Python cannot read; save it as UTF-8", 1, 0)
    cookie, line = _cookie(data)
    marked = data.startswith(MARK)
    if cookie is None:
        name = "utf-8"
    else:
        name = _normalized(cookie)
        if marked and name != "utf-8":
            raise _cookie_error(path, data, line, cookie, f"begins with a UTF-8 byte order mark but declares {cookie}")
    try:
        if cookie is not None and cookie.encode().decode(name) != cookie:
            reason = f"declares {cookie}, in which the declaration itself is not text"
            raise _cookie_error(path, data, line, cookie, reason)
        text = data[len(MARK) * marked :].decode(name)
    except UnicodeDecodeError as error:
        raise _undecodable(path, error, name, declared=cookie is not None) from error
    except (LookupError, ValueError) as error:
        raise _cookie_error(path, data, line, cookie, f"declares the unknown text encoding {cookie}") from error
    text = normalize(text)
    check_text(text, path)
    return text


def encoding_of(data: bytes) -> str:
    """Codec of a file that `decode_source` reads, behind the byte order mark if it has one."""
    cookie, _ = _cookie(data)
    return "utf-8" if cookie is None else _normalized(cookie)


def normalize(text: str) -> str:
    """Every line end as one newline. Form feeds and Unicode's separators end no line."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def check_text(text: str, path: str) -> None:
    """Refuse what no Python grammar allows in a text.

    Raises:
        SourceError: It holds null characters or lone surrogates.
    """
    null = text.find("\0")
    if null >= 0:
        raise error_at(path, "holds null characters: it is binary, truncated, or not encoded in UTF-8", text, null)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise error_at(
                path, "contains half of a surrogate pair, which cannot be stored in a file", text, error.start
            ) from error


def error_at(path: str, reason: str, text: str, offset: int) -> SourceError:
    """An error that shows the line in which the character at `offset` stands."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    shown = text[start : len(text) if end < 0 else end].encode("utf-8", "replace").decode()
    return SourceError(path, reason, text.count("\n", 0, offset) + 1, offset - start, shown.replace("\0", "\ufffd"))


def _cookie(data: bytes) -> tuple[str | None, int]:
    """The declared encoding, if any, and the line of its declaration."""
    head = _HEAD.match(data)
    lines = head.groups() if head is not None else ()
    for number, line in enumerate(lines, 1):
        match = _COOKIE.match(line)
        if match is not None:
            return match.group(1).decode("ascii"), number
        if not _BLANK.match(line):
            break
    return None, 0


def _normalized(cookie: str) -> str:
    """The spellings that Python's own tokenizer knows beside the codecs' names (`utf-8-unix`)."""
    name = cookie[:12].lower().replace("_", "-")
    if name in ("utf8", "utf-8") or name.startswith("utf-8-"):
        return "utf-8"
    if name.startswith(("latin-1", "iso-8859-1", "iso-latin-1")) and name.split("-1", 1)[1][:1] in ("", "-"):
        return "latin-1"
    return cookie


def _cookie_error(path: str, data: bytes, line: int, cookie: str | None, reason: str) -> SourceError:
    shown = re.split(rb"\r\n?|\n", data[:2000], maxsplit=2)[max(line - 1, 0)].decode("ascii", "replace")
    column = shown.find(cookie) if cookie is not None else 0
    return SourceError(path, f"{reason}; correct the declaration", line or 1, max(column, 0), shown)


def _undecodable(path: str, error: UnicodeDecodeError, name: str, *, declared: bool) -> SourceError:
    data = error.object  # without the byte order mark
    try:
        before, after = (part.decode(name, "replace") for part in (data[: error.start], data[error.start :]))
    except UnicodeError:  # not every codec can replace
        before, after = (part.decode("ascii", "replace") for part in (data[: error.start], data[error.start :]))
    before, after = normalize(before), normalize(after)
    byte = f"byte 0x{data[error.start]:02x}"
    if declared:
        reason = f"{byte} is not {name}, the encoding in use; correct the declaration or save the file in it"
    else:
        reason = f"{byte} is not UTF-8, and no encoding is declared; save as UTF-8 or declare, e.g. `# coding: latin-1`"
    return error_at(path, reason, before + after, len(before))
