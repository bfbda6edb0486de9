"""Moves between tree and lexemes."""

from __future__ import annotations

import ast

import pytest

from graph_extraction import parse_source
from graph_extraction.builder import GraphBuilder
from graph_extraction.numbering import NON_TERMINAL
from graph_extraction.syntax.cursor import Cursor
from graph_extraction.syntax.scopes import DELETION, PLAIN, Scope, ScopeKind


def cursor_at(text: str) -> tuple[Cursor, ast.stmt]:
    source = parse_source(text, "a.py")
    cursor = Cursor(GraphBuilder(source))
    cursor.open(source.tree)
    return cursor, source.tree.body[0]


def test_lexemes_go_to_the_current_node_until_a_stop() -> None:
    cursor, statement = cursor_at("a = b + c\n")
    cursor.open(statement)
    cursor.consume(cursor.end(statement), {b"+"})
    assert cursor.builder.token_parents == [NON_TERMINAL + 1] * 3
    cursor.close()
    cursor.consume(cursor.end(statement))
    assert cursor.builder.token_parents[3:] == [NON_TERMINAL] * 2


def test_what_is_skipped_becomes_no_token() -> None:
    cursor, statement = cursor_at("a: int = 1\n")
    cursor.take_name("a", cursor.end(statement))
    before = cursor.next_token()
    cursor.skip(cursor.builder.data.index(b"="))
    assert cursor.next_token() == before == 1
    cursor.consume(cursor.end(statement))
    cursor.emit(b"made up")
    assert cursor.builder.token_lexemes == [b"a", b"=", b"1", b"made up"]


def test_a_name_that_does_not_stand_there_is_made_and_counted() -> None:
    cursor, statement = cursor_at("a = 1\n")
    assert cursor.take_name("missing", cursor.end(statement)) == 0
    assert cursor.misplaced == 1
    assert cursor.builder.token_lexemes == [b"missing"]


def test_a_name_is_found_in_whatever_form_it_is_written() -> None:
    cursor, statement = cursor_at("ﬁne = 1\n")  # the parser reads the ligature as two letters
    cursor.take_name("fine", cursor.end(statement))
    assert cursor.misplaced == 0


@pytest.mark.parametrize(("text", "binding"), [("a\n", None), ("a = 1\n", PLAIN), ("del a\n", DELETION)])
def test_how_a_name_is_bound(text: str, binding: object) -> None:
    cursor, statement = cursor_at(text)
    (name,) = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
    assert cursor.binding(name) is binding


def test_mentions_bind_in_their_scope() -> None:
    cursor, statement = cursor_at("a = 1\n")
    cursor.scope = Scope(ScopeKind.FUNCTION, "f", cursor.scope)
    cursor.mention_name("a", None, PLAIN, cursor.end(statement))
    assert "a" in cursor.scope.names
    assert [mention[1] for mention in cursor.builder.mentions] == ["a"]
