from __future__ import annotations

import codecs

import pytest

from graph_extraction.source.encoding import decode_source
from graph_extraction.source.source_errors import SourceError


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("x = 'ä€'".encode(), "x = 'ä€'"),
        (codecs.BOM_UTF8 + "ä".encode(), "ä"),
        (codecs.BOM_UTF8 + b"# coding: utf-8\nx", "# coding: utf-8\nx"),
        (codecs.BOM_UTF8, ""),
        (b"# -*- coding: latin-1 -*-\n'\xe4'", "# -*- coding: latin-1 -*-\n'ä'"),
        (
            b"#!python\n# vim: set fileencoding=iso-8859-15 :\n'\xa4'",
            "#!python\n# vim: set fileencoding=iso-8859-15 :\n'€'",
        ),
        (b"# coding=cp1252\r\n'\x80'\r\n", "# coding=cp1252\n'€'\n"),
        (b"#!python\r# coding: latin-1\r'\xe4'", "#!python\n# coding: latin-1\n'ä'"),
        ("# coding: koi8-r\n'ж'".encode("koi8-r"), "# coding: koi8-r\n'ж'"),
        ("# coding: euc-jp\n'日本'".encode("euc-jp"), "# coding: euc-jp\n'日本'"),
        (b"# coding: utf-8-unix\n'\xc3\xa4'", "# coding: utf-8-unix\n'ä'"),
        (b"# coding: latin-1-dos\n'\xe4'", "# coding: latin-1-dos\n'ä'"),
        (b"x = 1\n# coding: foo", "x = 1\n# coding: foo"),
        (b"\n\n# coding: foo", "\n\n# coding: foo"),
        (b"print '#coding=0'", "print '#coding=0'"),
        (b"a\r\nb\rc\n\x0cd\x0b\x1c\xe2\x80\xa8e\r", "a\nb\nc\n\x0cd\x0b\x1c\u2028e\n"),
    ],
)
def test_decoded(data: bytes, text: str) -> None:
    assert decode_source(data, "a.py") == text


@pytest.mark.parametrize(
    ("data", "reason", "line", "column"),
    [
        (b"x\ny = '\xe4'\n", "byte 0xe4 is not UTF-8, and no encoding is declared", 2, 5),
        ("'äöü'".encode() + b" \xff", "byte 0xff is not UTF-8", 1, 6),
        (codecs.BOM_UTF8 + b"a\r\rb\xff", "byte 0xff is not UTF-8", 3, 1),
        (b"# coding: ascii\nx = '\xe4'", "byte 0xe4 is not ascii, the encoding in use", 2, 5),
        (b"# coding: uft-8\nx", "unknown text encoding uft-8", 1, 10),
        (b"#!python\n# coding: rot13\nx", "unknown text encoding rot13", 2, 10),
        (codecs.BOM_UTF8 + b"# coding: latin-1\n", "begins with a UTF-8 byte order mark but declares latin-1", 1, None),
        (b"# coding: utf-16\nab", "declares utf-16, in which the declaration itself is not text", 1, 10),
        (codecs.BOM_UTF16_LE + "x = 1".encode("utf-16-le"), "encoded in UTF-16", 1, 0),
        ("x = 1".encode("utf-32"), "encoded in UTF-32", 1, 0),
        (b"a\nbc\0d", "holds null characters", 2, 2),
        (b"\x7fELF\x02\x01\x01\x00\x00", "holds null characters", 1, 7),
    ],
)
def test_refused(data: bytes, reason: str, line: int, column: int | None) -> None:
    with pytest.raises(SourceError) as caught:
        decode_source(data, "a.py")
    error = caught.value
    assert reason in error.reason
    assert (error.path, error.line) == ("a.py", line)
    assert column in (None, error.column)
    assert error.text is None or "\n" not in error.text
    str(error).encode()


def test_the_bad_byte_is_shown_in_its_line() -> None:
    with pytest.raises(SourceError) as caught:
        decode_source(b"first\nname = 'Andr\xe9'  # here\nlast", "a.py")
    assert caught.value.text == "name = 'Andr\ufffd'  # here"
    assert str(caught.value).endswith("\n    name = 'Andr\ufffd'  # here\n                ^")


@pytest.mark.parametrize(
    "codec", ["undefined", "punycode", "idna", "unicode_escape", "zlib", "hex", "mbcs", "a" * 300, "-", "..."]
)
def test_no_declared_codec_escapes(codec: str) -> None:
    try:
        text = decode_source(f"# coding: {codec}\nx = 1\xff\\".encode("latin-1"), "a.py")
    except SourceError:
        return
    assert text.startswith("# coding")
