"""Sources and notebooks that are odd in their bytes: encodings, marks, line ends, what is no text at all."""

from __future__ import annotations

import gzip
import json
import marshal
import random
import zlib
from collections.abc import Mapping
from typing import Any

__all__ = ["odd_bytes", "odd_notebooks"]

TEXT = 'def greet(name, count=1):\n    """Grüße, привет, 你好."""\n    return "é" * count + name\n'
CODECS = (
    *(
        "utf-8",
        "UTF8",
        "utf_8_sig",
        "latin-1",
        "iso-8859-15",
        "cp1252",
        "cp437",
        "koi8-r",
        "mac-roman",
        "ascii",
        "big5",
    ),
    *(
        "shift_jis",
        "euc_jp",
        "iso2022_jp",
        "gb18030",
        "hz",
        "utf-7",
        "utf-16",
        "utf-16-le",
        "utf-32",
        "idna",
        "punycode",
    ),
    *(
        "rot13",
        "hex",
        "base64",
        "zlib",
        "bz2",
        "uu",
        "quopri",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
        "mbcs",
    ),
    *("charmap", "palmos", "cp65001", "none", "utf-8-unix", "x" * 500, "../../etc", "utf-8\u00e9"),
)
LINE_ENDS = ("\r", "\r\n", "\n\r", "\r\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\r\n\n\r")
NAMES = (
    *(
        "ﬁ",
        "ℌ",
        "K",
        "é",
        "e\u0301",
        "ª",
        "x\u0660",
        "ᚠ",
        "𝒳",
        "𝔘𝔫𝔦",
        "名前",
        "имя",
        "שם",
        "اسم",
        "ก",
        "_\u0300",
        "x\u200d",
        "x\u200b",
    ),
    *(
        "x\u00b7",
        "℘",
        "℮",
        "ᢅ",
        "x\ufe0f",
        "😀",
        "x\u202ey",
        "ſ",
        "ı",
        "µ",
        "ﷺ",
        "\U000e0041",
        "x\u3164",
        "ㅤ",
        "﹍x",
        "ｘ＿１",
    ),
)


def odd_bytes() -> Mapping[str, bytes]:
    """Sources by name."""
    found: dict[str, bytes] = {}
    for codec in CODECS:
        cookie = f"# -*- coding: {codec} -*-\n".encode()
        found[f"coding {codec}, UTF-8"] = cookie + TEXT.encode()
        found[f"coding {codec}, bytes"] = cookie + b"def f(x):\n    return '\xff\xfe\x80'\n"
        try:
            found[f"coding {codec}, itself"] = cookie + TEXT.encode(codec)
        except (LookupError, UnicodeError):
            found[f"coding {codec}, ASCII"] = cookie + b"def f(x):\n    return x\n"
    for mark in (
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xff\xfe\0\0",
        b"+/v8",
        b"\xef\xbb\xbf\xef\xbb\xbf",
        b"\xef\xbb",
    ):
        found[f"mark {mark!r}"] = mark + TEXT.encode()
        found[f"mark {mark!r} alone"] = mark
        found[f"mark {mark!r}, cookie"] = mark + b"# coding: latin-1\n" + TEXT.encode("latin-1", "replace")
        found[f"mark {mark!r} in the middle"] = b"x = 1\n" + mark + TEXT.encode()
    for codec in ("utf-16", "utf-32", "utf-16-be"):
        found[f"all in {codec}"] = TEXT.encode(codec)
    for end in LINE_ENDS:
        found[f"line end {end!r}"] = TEXT.replace("\n", end).encode()
        found[f"line end {end!r}, continued"] = (
            f"x = 1 + \\{end}    2{end}def f(a, b=1):{end}    return a{end}".encode()
        )
        found[f"line end {end!r} in a string"] = f"x = '''a{end}b'''\ndef f(a): return a".encode()
    for name in NAMES:
        found[f"name {name!a}"] = f"def {name}({name}_, y=1):\n    {name}_ = y\n    return {name}_\n".encode()
    for number in range(10):
        found[f"random {number}"] = random.Random(number).randbytes(10 ** (number % 4 + 1))
    for place, text in (
        ("first", "\0x = 1"),
        ("inside", "x\0 = 1"),
        ("last", "x = 1\n\0"),
        ("in a string", "x = '\0'"),
    ):
        found[f"null {place}"] = text.encode()
    return found | {
        "empty": b"",
        "one line end": b"\n",
        "one form feed": b"\f",
        "control Z": b"x = 1\n\x1a",
        "escapes": b"# \x1b]0;owned\x07\x1b[2J\ndef f(a, b=1): return a  # \x1b[31m\n",
        "directions": "def f(a, b=1):\n    return a # \u202e \u2066 \u2069\n".encode(),
        "a backspace": b"x = 1\x08\x082\n",
        "surrogates": "x = '\ud800'".encode("utf-8", "surrogatepass"),
        "overlong": b"x = '\xc0\xaf'",
        "beyond Unicode": b"x = '\xf4\x90\x80\x80'",
        "compiled": b"\xa7\r\r\n" + bytes(12) + marshal.dumps(compile("x = 1", "x", "exec")),
        "gzip": gzip.compress(TEXT.encode()),
        "zlib": zlib.compress(TEXT.encode()),
        "ELF": b"\x7fELF\x02\x01\x01" + bytes(57),
        "PNG": b"\x89PNG\r\n\x1a\n" + bytes(30),
        "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "HTML": b"<!DOCTYPE html><html><script>x</script>",
        "conflict": b"<<<<<<< ours\nx = 1\n=======\nx = 2\n>>>>>>> theirs\n",
        "tabs and spaces": b"if x:\n\ty = 1\n        z = 2\n",
        "no line end": b"def f(a, b=1): return a",
        "two cookies": b"# coding: latin-1\n# coding: utf-8\nx = '\xe9'\n",
        "a cookie in line three": b"\n\n# coding: latin-1\nx = '\xe9'\n",
    }


def odd_notebooks() -> Mapping[str, bytes]:
    """Notebooks by name."""
    code: dict[str, Any] = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    whole: dict[str, Any] = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    sources: dict[str, Any] = {
        "whole": ["def f(a, b=1):\n", "    return a"],
        "a text": "def f(a, b=1):\n    return a",
        "magic": "%%bash\nls",
        "line magic": "!ls\n%time x = 1\nx?\ny = !ls",
        "a number": 7,
        "null": None,
        "numbers": [1, 2],
        "lists": [["x"]],
        "an object": {"x": 1},
        "surrogates": "x = '\ud800'",
        "nulls": "x = '\0'",
        "a syntax error": "def f(",
        "Python 2": "print 'x'",
        "an escape": "x = 1 # \x1b[2J",
        "open": "if x:",
        "deep": "x = " + "(" * 5_000 + ")" * 5_000,
        "await": "await f()",
    }
    found = {f"source {name}": whole | {"cells": [code | {"source": source}]} for name, source in sources.items()}
    wrong: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("cells", (None, 1, "x", {}, [1], [None], [[]], [{}], [{"cell_type": 1}], [{"cell_type": "code"}])),
        ("nbformat", (None, "4", 3, 99, -1, 4.5, [], 10**400)),
        (
            "metadata",
            (None, [], {"kernelspec": None}, {"kernelspec": {"language": "R"}}, {"language_info": {"name": 1}}),
        ),
    )
    for key, values in wrong:
        found |= {f"{key} {number}": whole | {key: value} for number, value in enumerate(values)}
    found["cells many"] = whole | {"cells": [code | {"source": f"x{number} = {number}"} for number in range(500)]}
    found["cells old"] = {"worksheets": [{"cells": [code | {"input": "x = 1"}]}], "nbformat": 3, "metadata": {}}
    texts = {name: json.dumps(notebook).encode() for name, notebook in found.items()}
    return texts | {
        "empty": b"",
        "null": b"null",
        "a list": b"[]",
        "a number": b"7",
        "no JSON": b"x = 1",
        "cut": texts["source whole"][:60],
        "deep": b"[" * 100_000,
        "deep and closed": b"[" * 100_000 + b"]" * 100_000,
        "twice": b'{"cells": [], "cells": 1}',
        "nan": b'{"cells": [], "nbformat": NaN}',
        "mark": b"\xef\xbb\xbf" + texts["source whole"],
        "UTF-16": texts["source whole"].decode().encode("utf-16"),
        "bytes": b"\xff\xfe\x80",
        "null bytes": bytes(100),
        "Latin-1": texts["source whole"].replace(b"f(a", "f(\u00e9".encode("latin-1")),
    }
