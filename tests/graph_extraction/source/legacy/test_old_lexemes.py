from __future__ import annotations

import io
import sysconfig
import token
import tokenize
from pathlib import Path

import pytest

from graph_extraction import read_source
from graph_extraction.source.legacy.old_lexemes import Lexemes

STDLIB = Path(sysconfig.get_paths()["stdlib"])
_UNSEEN = (token.NL, token.COMMENT, token.INDENT, token.DEDENT, token.ENDMARKER)


@pytest.mark.parametrize("name", ["difflib.py", "tarfile.py", "textwrap.py"])
def test_modern_files_are_split_as_tokenize_does(name: str) -> None:
    text = read_source(STDLIB / name).text
    if any(kind in text for kind in ("f'", 'f"')) and hasattr(token, "FSTRING_START"):
        pytest.skip("tokenize splits f-strings")
    found = [t for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type not in _UNSEEN]
    lexemes = Lexemes(text)
    assert lexemes.text[:-1] == [t.string for t in found]
    ascii_only = [i for i, t in enumerate(found) if t.line.isascii()]
    assert [lexemes.start(i) for i in ascii_only] == [found[i].start for i in ascii_only]


def test_what_only_python2_knows() -> None:
    lexemes = Lexemes("0777L <> `x`; ur'a' # c\n\f\nprint>>f, 1.e5J\\\n+.5")
    assert lexemes.text == [
        "0777L",
        "<>",
        "`",
        "x",
        "`",
        ";",
        "ur'a'",
        "\n",
        "print",
        ">>",
        "f",
        ",",
        "1.e5J",
        "+",
        ".5",
        "\n",
    ]


def test_columns_count_bytes_and_strings_of_several_lines_stand_at_their_last() -> None:
    lexemes = Lexemes("ä = '''\n''' + b")
    assert lexemes.start(1) == (1, 3)
    assert lexemes.index(2, -1) == 2
    assert lexemes.end(2) == (2, 3)


def test_outward_takes_only_parentheses_directly_around() -> None:
    lexemes = Lexemes("f(((a)), b)")
    start = lexemes.text.index("a")
    assert lexemes.outward(start, start + 1) == (start - 2, start + 3)


def test_statement_end_passes_brackets() -> None:
    lexemes = Lexemes("x = [1,\n 2]; y")
    assert lexemes.text[lexemes.statement_end(0)] == ";"


@pytest.mark.parametrize(
    ("code", "depth"),
    [("+".join("a" * 500), 499), ("x = [" + "1, -2, " * 500 + "]", 34), ("if a: b\n" + "elif c: d\n" * 300, 300)],
)
def test_depth(code: str, depth: int) -> None:
    assert depth <= Lexemes(code).depth() <= depth + 5


def test_depth_counts_brackets_in_brackets_and_chains() -> None:
    assert Lexemes("(" * 100 + ")" * 100).depth() > 3000
    assert Lexemes("f" + "()" * 1000).depth() >= 1000
    assert Lexemes("f()\n" * 1000).depth() < 100
