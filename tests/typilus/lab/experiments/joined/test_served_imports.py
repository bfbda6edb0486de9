"""Imports that nothing but annotations needed."""

from __future__ import annotations

import ast

from typilus.lab.experiments.joined.served_imports import imports_of_annotations


def served(before: str, after: str) -> tuple[set[str], int]:
    found = imports_of_annotations(ast.parse(before), ast.parse(after))
    return set(found.names), len(found.blocks)


def test_names_that_only_annotations_used() -> None:
    imports = "from shop import Till, open_till\nimport re\nimport os\n"
    assert served(f"{imports}x: Till = open_till()\ny: re.Pattern\n", f"{imports}x = open_till()\n") == (
        {"Till", "re"}, 0
    )  # fmt: skip


def test_what_nobody_used_before_either_stays() -> None:
    assert served("import shop\n", "import shop\n") == (set(), 0)


def test_a_name_in_a_text_is_used() -> None:
    code = "from shop import Till\n__all__ = ['Till']\n"
    assert served(f"{code}x: Till\n", code) == (set(), 0)
    assert served("from shop import Till\nx: 'Till'\n", "from shop import Till\n") == ({"Till"}, 0)


def test_blocks_for_checkers_go_with_all_they_import() -> None:
    imports = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from shop import Till\n"
    assert served(f"{imports}x: 'Till' = 1\n", f"{imports}x = 1\n") == ({"Till", "TYPE_CHECKING"}, 1)
    kept = f"{imports}    import os\nprint(os)\n"
    assert served(f"{kept}x: 'Till' = 1\n", f"{kept}x = 1\n") == ({"Till"}, 0)


def test_future_imports_stay() -> None:
    code = "from __future__ import annotations\n"
    assert served(f"{code}x: int\n", code) == (set(), 0)
