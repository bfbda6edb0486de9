"""The scanner, with `tokenize` as the oracle."""

from __future__ import annotations

import ast
import io
import tokenize
from pathlib import Path

import pytest

from graph_extraction import SourceError, parse_source
from graph_extraction.syntax.lexemes import STRING_LABEL_LENGTH, scan, token_label
from tests.graph_extraction.stripping import sample_of_files

_NO_LEXEME = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def _texts(text: str) -> list[str]:
    return [lexeme.decode() for lexeme in scan(text.encode()).texts[:-1]]


def _tokenized(text: str) -> list[str]:
    """`tokenize`'s lexemes; from Python 3.12 on it splits f-strings, which are joined again."""
    found: list[str] = []
    depth = 0
    lines = text.splitlines(keepends=True)
    begin = (0, 0)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        name = tokenize.tok_name[token.type]
        if name in ("FSTRING_START", "TSTRING_START"):
            begin = token.start if depth == 0 else begin
            depth += 1
        elif name in ("FSTRING_END", "TSTRING_END"):
            depth -= 1
            if depth == 0:
                found.append(_between(lines, begin, token.end))
        elif depth == 0 and token.type not in _NO_LEXEME:
            found.append(token.string)
    return found


def _between(lines: list[str], begin: tuple[int, int], end: tuple[int, int]) -> str:
    if begin[0] == end[0]:
        return lines[begin[0] - 1][begin[1] : end[1]]
    return "".join([lines[begin[0] - 1][begin[1] :], *lines[begin[0] : end[0] - 1], lines[end[0] - 1][: end[1]]])


@pytest.mark.parametrize("path", sample_of_files(7), ids=lambda path: path.name)
def test_as_tokenize(path: Path) -> None:
    try:
        text = parse_source(path.read_bytes()).text
        ast.parse(text)
    except (SourceError, SyntaxError):
        pytest.skip("not for this interpreter")
    assert _texts(text) == _tokenized(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.b...c", "a . b ... c"),
        ("1.5e-3j+.5-1_0.real", "1.5e-3j + .5 - 1_0. real"),
        ("0x1F 0o7 0b1 0777L 1if x else 2", "0x1F 0o7 0b1 0777L 1 if x else 2"),
        ("x<<=1>>2**3//4!=5<>6->7:=8", "x <<= 1 >> 2 ** 3 // 4 != 5 <> 6 -> 7 := 8"),
        ("a\\\n+b # c\n\t#d\n`e`", "a + b ` e `"),
        ("rb'a' BR\"b\" u'c' f'd' bar", "rb'a' BR\"b\" u'c' f'd' bar"),
        ("''\"\"'''a'b''c'''\"\"\"\"d\"\"\"", "'' \"\" '''a'b''c''' \"\"\"\"d\"\"\""),
        ("'a\\'b' '\\\\' \"c\\\nd\"", "'a\\'b' '\\\\' \"c\\\nd\""),
        ("if'a'in'b':ö=é1", "if 'a' in 'b' : ö = é1"),
        ('for""in b', 'for "" in b'),
    ],
)
def test_lexemes(text: str, expected: str) -> None:
    assert _texts(text) == expected.split(" ")


def test_offsets() -> None:
    data = "é = 'ü'  # ö\nx = 1".encode()
    lexemes = scan(data)
    assert lexemes.texts == [data[start:end] for start, end in zip(lexemes.starts, lexemes.ends, strict=True)]
    assert lexemes.starts[-1] > len(data)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("""f'{x['a']}' + y\nz = 1""", 11),
        ("""f"{"'" + '"'}" ; x = 'a'\nz""", 14),
        ("""f"{x["#"]}" + y\nz = 1""", 11),
        ('''f"{"""a"""}"\nz = 1 + "b"''', 12),
        ('''f"{x["a"]}"''', 11),
    ],
)
def test_scanning_resumes_behind_nested_quotes(text: str, end: int) -> None:
    data = text.encode()
    lexemes = scan(data)
    first = lexemes.resume(data, end, 0)
    rest = scan(b" " * end + data[end:])
    assert lexemes.texts[first:] == rest.texts
    assert lexemes.starts[first:] == rest.starts
    assert lexemes.ends[first:] == rest.ends


@pytest.mark.parametrize(
    ("lexeme", "label"),
    [
        (b"name", "name"),
        (b"'''a\nb'''", '"a\nb'),
        (b"Rb'a\\n'", 'b"a\\n'),
        (b"u''", '"'),
        ("'é'".encode(), '"é'),
        (b'"' + b"a" * 99 + b'"', '"' + "a" * STRING_LABEL_LENGTH),
        (b"->", "->"),
    ],
)
def test_labels(lexeme: bytes, label: str) -> None:
    assert token_label(lexeme) == label
