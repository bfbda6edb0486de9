from __future__ import annotations

from pathlib import Path

import pytest

from graph_extraction import SourceError, parse_source, read_source
from graph_extraction.intake import MAX_FILE_SIZE
from graph_extraction.source import limits
from graph_extraction.source.limits import MAX_LEXEMES, check_bytes, check_lexemes


def test_a_file_of_the_largest_size_is_read() -> None:
    check_bytes(MAX_FILE_SIZE, "a.py")
    check_lexemes("1," * (MAX_LEXEMES // 2), "a.py")
    check_lexemes(" " * (2 * MAX_LEXEMES), "a.py")


def test_a_larger_file_is_refused_by_its_size_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_SIZE + 1)
    with pytest.raises(SourceError, match=r"a\.py: is too large: 67,108,865 bytes, and 67,108,864 are the most"):
        read_source(path)


@pytest.mark.parametrize("separator", [",", "\n", ";"])
def test_too_many_lexemes_are_refused_before_they_are_parsed(separator: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_LEXEMES", 100)
    parse_source(f"x{separator}" * 33, "a.py")
    with pytest.raises(SourceError, match=r"a\.py: is too large: more than 100 names, numbers and signs; split it"):
        parse_source(f"x{separator}" * 200, "a.py")
