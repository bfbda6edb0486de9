from __future__ import annotations

import ast
import pickle
import sys
from pathlib import Path

import pytest

from graph_extraction import SourceDocument, SourceError, parse_source, read_source

RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"


def test_text_and_tree() -> None:
    source = parse_source("\ufeffx = 1\r\n\x0c\ty = [\r  2]".replace("\t", ""), "a.py")
    assert source.text == "x = 1\n\x0cy = [\n  2]"
    assert (source.path, source.grammar) == ("a.py", RUNNING)
    assert [statement.lineno for statement in source.tree.body] == [1, 2]


@pytest.mark.parametrize("code", ["", "\n", "# comment", b"", b"\xef\xbb\xbf", "\x0c", "    # x"])
def test_nothing_but_blanks(code: str | bytes) -> None:
    assert parse_source(code).tree.body == []


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "ä b.py"
    path.write_bytes(b"# coding: latin-1\r\nx = '\xe4'\r\n")
    source = read_source(path)
    assert source.path == str(path)
    assert source.text == "# coding: latin-1\nx = 'ä'\n"


def test_what_is_no_file(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "none.py", "No such file"), (tmp_path, "a folder"), (Path("a\0b"), "null")):
        with pytest.raises(SourceError, match=reason):
            read_source(path)


def test_surrogates_are_refused_with_their_place() -> None:
    with pytest.raises(SourceError) as caught:
        parse_source("x\ny = '\ud800'", "a.py")
    error = caught.value
    assert (error.line, error.column) == (2, 5)
    str(error).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x = 1",
        b"\xef\xbb\xbfx = 1\r\ny = 2\r",
        b"# coding: latin-1\n'\xe9'\n",
        b"# coding: cp1252\r'\x80'",
        b"\x0cx = 1\n\x0c\n",
    ],
)
def test_bytes_and_the_text_of_an_editor_are_one_file(data: bytes) -> None:
    document = parse_source(data)
    assert document.encode(document.exact_text) == document.data == data
    assert document.decode(data) == document.exact_text
    edited = parse_source("\ufeff" * bool(document.mark) + document.exact_text)
    assert (edited.data, edited.mark, edited.encoding) == (data, document.mark, document.encoding)
    assert (edited.text, edited.digest) == (document.text, document.digest)


def test_positions_in_the_exact_text() -> None:
    document = parse_source("\ufeffa = 1\r\né = 'ü'; b = 2\rc = 3\n".encode())
    names = [statement.targets[0] for statement in document.tree.body if isinstance(statement, ast.Assign)]
    for lines in (document.lines, document.exact_lines):
        assert [lines.segment(name) for name in names] == ["a", "é", "b", "c"]
        assert [lines.position(lines.span(name)[0]) for name in names] == [(1, 0), (2, 0), (2, 9), (3, 0)]
    assert document.newline == "\r\n"
    assert parse_source("x = 1").newline == "\n"


def test_a_text_that_needs_no_change_is_kept_once() -> None:
    document = parse_source(b"x = 1\n")
    assert document.exact_text is document.text
    assert document.exact_lines is document.lines


def test_what_only_holds_code_parses_it_when_it_is_asked() -> None:
    with pytest.raises(SourceError):
        parse_source("x = = 1")
    broken = SourceDocument("a.py", "x = = 1")
    with pytest.raises(SourceError, match=r"a\.py:1"):
        _ = broken.tree


def test_only_the_code_is_pickled_and_kept_by_many() -> None:
    document = parse_source(b"# coding: latin-1\nx = '\xe9'\n", "a.py")
    assert document.lines.line(2) == "x = 'é'"
    for other in (document.bare(), pickle.loads(pickle.dumps(document))):
        assert vars(other) == {"path": "a.py", "source": document.source}
        assert other.text == document.text


def test_unknown_encodings_are_of_no_matter_before_text_is_saved() -> None:
    document = parse_source("# coding: no-such\nx = 1\n")
    with pytest.raises(LookupError):
        _ = document.data


def test_packages_own_modules() -> None:
    names = ("pkg/__init__.py", "pkg/__init__.pyi", "pkg/mod.py", "pkg/my__init__.py", "<string>")
    assert [parse_source("", name).is_package for name in names] == [True, True, False, False, False]


def test_what_others_make_of_it_is_made_once_and_not_pickled() -> None:
    document = parse_source("x = 1\n")
    assert document.derived(_targets) is document.derived(_targets)
    assert document.derived(_targets) == ["x"]
    assert pickle.loads(pickle.dumps(document)).derived(_targets) is not document.derived(_targets)


def _targets(document: SourceDocument) -> list[str]:
    return [node.id for node in ast.walk(document.tree) if isinstance(node, ast.Name)]
