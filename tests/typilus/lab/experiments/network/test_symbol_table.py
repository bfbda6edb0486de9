"""Symbols as columns."""

from __future__ import annotations

import numpy as np
import pytest

from tests.typilus.lab.experiments.small_corpora import labeled_file
from typilus.lab.experiments.network.symbol_table import KINDS, last_subtoken, tabulate


@pytest.mark.parametrize(
    ("name", "word"),
    [("user_id", "id"), ("HTTPServer2", "server"), ("getURL", "url"), ("_", "_"), ("x_1", "x"), ("__call__", "call")],
)
def test_last_subtoken(name: str, word: str) -> None:
    assert last_subtoken(name) == word


def test_columns_say_what_the_files_say() -> None:
    files = [
        labeled_file("lib/a.py", "self:x name:str r/size:int other:", {"A": ("B",)}),
        labeled_file("lib/empty.py", ""),
        labeled_file("app/b.py", "v/name:int a/name:str", {"A": ("C",), "D": ()}),
    ]
    table = tabulate(files)
    rows = [
        (
            table.projects[table.project_id[row]],
            table.paths[table.file_id[row]],
            KINDS[table.kind[row]],
            table.names[table.name_id[row]],
            table.types[table.type_id[row]],
            int(table.line[row]),
        )
        for row in range(len(table))
    ]
    assert rows == [
        ("lib", "lib/a.py", "parameter", "name", "str", 2),
        ("lib", "lib/a.py", "return", "size", "int", 3),
        ("app", "app/b.py", "variable", "name", "int", 1),
        ("app", "app/b.py", "attribute", "name", "str", 2),
    ]
    assert table.hierarchy == {"A": ("B",), "D": ()}
    assert table.type_counts(np.asarray([0, 1, 2])).tolist() == [1, 2]
    assert table.rows_of_files(np.asarray([False, True, True])).tolist() == [2, 3]


def test_no_files_give_an_empty_table() -> None:
    table = tabulate([])
    assert len(table) == 0
    assert table.project_id.shape == (0,)
