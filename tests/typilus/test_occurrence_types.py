"""Types of single occurrences of files, texts and projects."""

from __future__ import annotations

from pathlib import Path

import typilus
from tests.typilus.environments import environment_with


def test_a_text_needs_no_file() -> None:
    assert typilus.type_at_source("x = 1\nx = str(x)\nprint(x)\n", 3, 7).type == "str"


def test_a_project_is_read_too(tmp_path: Path, model_folder: Path) -> None:
    (tmp_path / "shop.py").write_text("class Till:\n    coins = 3\n\n\ntill = Till()\n")
    main = tmp_path / "main.py"
    main.write_text("from shop import till\nprint(till.coins)\n")
    assert typilus.type_at(main, 2, 12).type is None
    answer = typilus.type_at(main, 2, 12, project=tmp_path, model=model_folder)
    assert answer.type == "int"


def test_the_graph_of_a_file_in_its_project(tmp_path: Path, model_folder: Path) -> None:
    (tmp_path / "shop.py").write_text("class Till:\n    coins = 3\n\n\ntill = Till()\n")
    main = tmp_path / "main.py"
    main.write_text("from shop import till\ncount = till.coins\n")
    alone, within = (
        typilus.type_dependencies(main, project=project, model=model_folder) for project in (None, tmp_path)
    )
    types = [next(node.types for node in graph.nodes if node.code == "count") for graph in (alone, within)]
    assert types == [(), ("int",)]


def test_the_packages_of_a_named_environment_are_read(tmp_path: Path) -> None:
    environment = environment_with(tmp_path, "tills", "def count(till) -> int: ...\n")
    text = "import tills\nprint(tills.count(1))\n"
    assert typilus.type_at_source(text, 2, 18).type is None
    assert typilus.type_at_source(text, 2, 18, environment=environment).type == "int"
    assert typilus.type_at_source(text, 2, 18, environment=environment / "bin" / "python").type == "int"
