"""The classes of a project, as each file sees them."""

from __future__ import annotations

import numpy as np

from tests.typilus.class_matching.shop import graph_of
from typilus.class_matching.project_classes import FileClasses, ProjectClasses, class_entries


def file(text: str, module: str, imports: tuple[tuple[str, bool], ...] = (), place: float = 1.0) -> FileClasses:
    graph = graph_of(text)
    types = [f"{module}.{each.name}" for each in graph.definitions]
    vectors = np.full((len(types), 2), place, np.float32)
    return FileClasses(class_entries(graph, types, {types[0]: ("x.Base",)} if types else {}), vectors, imports)


FILES = {
    "p/shop.py": file("class Shop:\n    class Door: pass\n    def open(self): pass\n", "p._shop"),
    "p/town.py": file("class Town: pass\n", "p.town", (("p._shop.Shop", True), ("ext.Map", False)), 2.0),
    "p/road.py": file("x = 1\n", "p.road", (("p._shop.Shop", False), ("p.town.Town", False), ("os", True))),
}


def public(name: str) -> str:
    return name.replace("p._shop.", "p.")


def test_classes_have_their_public_names() -> None:
    classes = ProjectClasses(FILES, 2, public).table
    assert list(classes.rows) == ["p.Shop", "p.Shop.Door", "p.town.Town", "ext.Map"]
    assert [entry.popularity for entry in classes.entries] == [1, 0, 0, 0]
    assert classes.entries[0].members == {"open"}
    assert classes.entries[0].bases == ("Base",)
    assert [entry.path for entry in classes.entries] == ["p/shop.py", "p/shop.py", "p/town.py", ""]
    assert classes.vectors[:, 0].tolist() == [1, 1, 2, 0]


def test_an_outlook() -> None:
    project = ProjectClasses(FILES, 2, public)
    town = project.seen_from("p/town.py", FILES["p/town.py"])
    assert (town.visibility.own, town.visibility.used, town.visibility.imported) == ((2,), (0,), (3,))
    assert town.visibility.folder == "p"
    assert project.seen_from("p/shop.py", FILES["p/shop.py"]).own_rows == {"Shop": 0, "Shop.Door": 1}
    road = project.seen_from("p/road.py", FILES["p/road.py"])
    assert (road.visibility.own, road.visibility.used, road.visibility.imported) == ((), (), (0, 2))


def test_another_version_of_a_file() -> None:
    changed = file("class City: pass\n", "p.town")
    project = ProjectClasses(FILES, 2, public).with_file("p/town.py", changed)
    assert list(project.table.rows) == ["p.Shop", "p.Shop.Door", "p.town.City", "p.town.Town"]
    assert not project.table.entries[-1].known  # p/road.py still imports it
    assert project.seen_from("p/town.py", changed).visibility.own == (2,)


def test_two_classes_of_one_name_are_one() -> None:
    project = ProjectClasses({"a.py": file("class A: pass\n", "m"), "b.py": file("class A: pass\n", "m", (), 5.0)}, 2)
    assert len(project.table) == 1
    assert project.table.vectors[0, 0] == 1


def test_nothing_at_all() -> None:
    assert len(ProjectClasses({}, 2).table) == 0


def test_classes_that_the_project_does_not_know_are_not_seen() -> None:
    seen = ProjectClasses({}, 2).seen_from("a.py", file("class A: pass\n", "m"))
    assert (seen.own_rows, seen.visibility.own) == ({}, ())


def test_classes_that_have_only_moved_are_the_same_as_if_all_were_joined_anew() -> None:
    project = ProjectClasses(FILES, 2, public)
    moved = file("class Shop:\n    class Door: pass\n    def open(self): pass\n", "p._shop", (), 7.0)
    changed = project.with_file("p/shop.py", moved)
    anew = ProjectClasses({**FILES, "p/shop.py": moved}, 2, public)
    assert changed.table.entries == anew.table.entries
    np.testing.assert_array_equal(changed.table.vectors, anew.table.vectors)
    assert changed.table.words is project.table.words
    assert project.table.vectors[0, 0] == 1


def test_a_class_of_another_file_is_not_moved() -> None:
    both = {"a.py": file("class A: pass\n", "m"), "b.py": file("class A: pass\n", "m", (), 5.0)}
    changed = ProjectClasses(both, 2).with_file("b.py", file("class A: pass\n", "m", (), 6.0))
    assert changed.table.vectors[0, 0] == 1
