"""Types are written with names that mean at their place what they say, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_extraction import parse_source
from tests.typilus.rewriting.small_projects import annotated, write_project
from typilus.annotation_types import parse_type
from typilus.rewriting.edits import RewriteOptions
from typilus.rewriting.slots import Slot, find_slots
from typilus.rewriting.spelling import Speller, Spelling

NEW = RewriteOptions(python=(3, 13))


def desk(source: str, name: str = "x", options: RewriteOptions = NEW) -> tuple[Speller, Slot]:
    """The speller of a file and the slot of a name in it."""
    read = parse_source(source.encode())
    return Speller(read, options), next(slot for slot in find_slots(read) if slot.name == name)


def spell(source: str, kind: str, options: RewriteOptions = NEW, name: str = "x") -> Spelling:
    speller, slot = desk(source, name, options)
    return speller.spell(parse_type(kind), slot)


def imports(spelling: Spelling) -> list[str]:
    return [str(each) for each in spelling.imports]


def test_names_that_the_file_has_are_used_and_others_are_imported() -> None:
    for line, text in (
        ("from decimal import Decimal", "Decimal"),
        ("from decimal import Decimal as D", "D"),
        ("import decimal as d", "d.Decimal"),
    ):
        found = spell(f"{line}\ndef f(x): ...\n", "list[decimal.Decimal]")
        assert (found.text, found.imports, found.refusal) == (f"list[{text}]", (), None)
    missing = spell("def f(x): ...\n", "collections.abc.Iterable[int]")
    assert (missing.text, imports(missing)) == ("Iterable[int]", ["from collections.abc import Iterable"])


@pytest.mark.parametrize(
    ("source", "kind", "text", "imported"),
    [
        (
            "class A:\n    Decimal = 1\n    def f(self, x): ...\n",
            "decimal.Decimal",
            "decimal.Decimal",
            "import decimal",
        ),
        ("def f(x): return Decimal\n", "decimal.Decimal", "decimal.Decimal", "import decimal"),
        (
            "class A:\n    def list(self): ...\n    def f(self, x): ...\n",
            "list[int]",
            "builtins.list[int]",
            "import builtins",
        ),
        ("list = 1\ndef f(x): ...\n", "list[int]", "builtins.list[int]", "import builtins"),
    ],
)
def test_a_name_that_means_something_else_at_the_place_is_gone_round(
    source: str, kind: str, text: str, imported: str
) -> None:
    found = spell(f"from __future__ import annotations\n{source}", kind)
    assert (found.text, imports(found), found.refusal) == (text, [imported], None)


@pytest.mark.parametrize(
    ("python", "text", "imported"),
    [
        ((3, 8), "Optional[List[int]]", ["from typing import Optional", "from typing import List"]),
        ((3, 9), "Optional[list[int]]", ["from typing import Optional"]),
        ((3, 10), "list[int] | None", []),
    ],
)
def test_old_pythons_get_the_spelling_that_they_can_run(
    python: tuple[int, int], text: str, imported: list[str]
) -> None:
    found = spell("def f(x): ...\n", "list[int] | None", RewriteOptions(python=python))
    assert found.text == text
    assert sorted(imports(found)) == sorted(imported)


def test_what_the_program_cannot_compute_yet_is_quoted_or_needs_the_future() -> None:
    source = "def f(x): ...\nclass Late: ...\n"
    quoted = spell(source, "Late | None", RewriteOptions(python=(3, 10)))
    assert (quoted.text, quoted.future) == ('"Late | None"', False)
    future = spell(source, "Late | None", RewriteOptions(python=(3, 10), future_annotations=True))
    assert (future.text, future.future) == ("Late | None", True)
    for later in ("from __future__ import annotations\n" + source, "def f(x):\n    y = x\nclass Late: ...\n"):
        name = "x" if "future" in later else "y"
        assert spell(later, "Late", RewriteOptions(python=(3, 10)), name).text == "Late", "it is not computed"


def test_what_was_kept_is_imported_once_and_copies_do_not_see_it() -> None:
    speller, slot = desk("def f(x): ...\n")
    kind = parse_type("decimal.Decimal")
    before = speller.copy()
    first = speller.spell(kind, slot)
    assert first.imports
    assert speller.spell(kind, slot) == first, "nothing was kept yet"
    speller.keep(first)
    assert speller.spell(kind, slot).imports == ()
    assert before.spell(kind, slot) == first


@pytest.mark.parametrize(
    ("source", "kind", "reason"),
    [
        ("def f(x): ...\n", "a.A | b.B | c.C | d.D | e.E", "a union of 5 types"),
        ("def f(x): ...\n", "Nobody", "what Nobody is"),
        ("from elsewhere import *\ndef f(x): ...\n", "int", "may hide int"),
        ("decimal = Decimal = 1\ndef f(x): ...\n", "decimal.Decimal", "decimal cannot be named at this place"),
        ("def f(x): ...\nclass Late: ...\n", "Late | typing.Literal['a', '\"']", "holds quotes itself"),
    ],
)
def test_what_cannot_be_written_has_a_reason_and_no_text(source: str, kind: str, reason: str) -> None:
    spelling = spell(source, kind, RewriteOptions(python=(3, 10)))
    assert (spelling.text, spelling.imports) == ("", ())
    assert reason in (spelling.refusal or "")


def test_a_class_is_called_as_the_file_knows_it(tmp_path: Path) -> None:
    passed_on = {"media/formats/_audio.py": "class Song: pass\n", "media/formats/__init__.py": ""}
    write_project(tmp_path, passed_on | {"media/player.py": "from media.formats._audio import Song\ndef f(x): pass\n"})
    (tmp_path / "media/formats/__init__.py").write_text("from ._audio import Song\n")
    result, _ = annotated(tmp_path, "media/player.py", {"f.x": "list[media.formats.Song]"})
    assert result.after == b"from media.formats._audio import Song\ndef f(x: list[Song]): pass\n"


def test_what_a_function_imports_for_itself_stands_in_nobodys_way(tmp_path: Path) -> None:
    write_project(tmp_path, {"a.py": "def f(x):\n    import datetime\n    return datetime.datetime.now()\n"})
    result, _ = annotated(tmp_path, "a.py", {"f.x": "datetime.datetime"})
    assert b"datetime_" not in result.after
    assert b"    from datetime import datetime\n" in result.after
