"""The shape of the source as a whole: what modules offer, what they are called, and who imports whom.

Where the goal is not reached, what is left is listed or counted here. The lists and numbers may only shrink.
"""

from __future__ import annotations

import ast
import functools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import networkx
import pytest

from tests.test_architecture import module_name, modules, room_of, tree_of

# Groups of modules of which each imports, by way of others, each. Imports inside functions and those for type checkers
# count as all others do.
CIRCLES: tuple[frozenset[str], ...] = ()
MAX_DEFERRED_IMPORTS = 13
MAX_IMPORTS_PAST_A_DOOR = 16
# The receiver does not count.
MAX_PARAMETERS = 6


# Modules whose tests lie in another file than the one of their name, below `tests`.
TESTED_TOGETHER = {
    "typilus/explorer/picture_values.py": "typilus/explorer/test_space_page.py",
    "typilus/files/worker_pool.py": "typilus/files/test_process_workers.py",
    "typilus/interfaces/cli/evaluate_joined.py": "typilus/interfaces/cli/test_train_ranking.py",
    "typilus/neural/objectives/classification_loss.py": "typilus/neural/objectives/test_losses.py",
    "typilus/neural/objectives/contrastive_loss.py": "typilus/neural/objectives/test_losses.py",
    "typilus/neural/objectives/hinge_loss.py": "typilus/neural/objectives/test_losses.py",
    "typilus/neural/objectives/margin_sets.py": "typilus/neural/objectives/test_losses.py",
    "typilus/neural/objectives/neighbor_loss.py": "typilus/neural/objectives/test_losses.py",
    "typilus/neural/objectives/space_loss.py": "typilus/neural/objectives/test_losses.py",
    "typilus/neural/objectives/typilus_loss.py": "typilus/neural/objectives/test_losses.py",
}


@dataclass(frozen=True, slots=True)
class Import:
    """One import of a module of ours by another.

    Attributes:
        importer, imported: names of modules.
        name: what is taken from the imported module; None for the module itself.
        deferred: whether it is inside a function.
    """

    importer: str
    imported: str
    name: str | None
    deferred: bool


@functools.cache
def paths() -> dict[str, Path]:
    return {module_name(path): path for path in modules()}


@functools.cache
def internal_imports() -> tuple[Import, ...]:
    """All of them, wherever they are written."""
    return tuple(found for module, path in paths().items() for found in _imports_in(module, tree_of(path), False))


def _imports_in(module: str, node: ast.AST, deferred: bool) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            if alias.name in paths():
                yield Import(module, alias.name, None, deferred)
    elif isinstance(node, ast.ImportFrom) and node.module in paths():
        for alias in node.names:
            submodule = f"{node.module}.{alias.name}"
            if submodule in paths():
                yield Import(module, submodule, None, deferred)
            else:
                yield Import(module, node.module, alias.name, deferred)
    deferred = deferred or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    for child in ast.iter_child_nodes(node):
        yield from _imports_in(module, child, deferred)


@functools.cache
def offered(module: str) -> tuple[str, ...] | None:
    """What a module lists in `__all__`; None if it has none."""
    for node in tree_of(paths()[module]).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if ast.unparse(target) == "__all__":
                return tuple(ast.literal_eval(node.value))
    return None


def place_in_order(name: str) -> tuple[int, str]:
    """Constants come first, then classes, then functions, each by their names."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2, name)


@pytest.mark.parametrize("module", paths())
def test_every_module_says_what_it_offers_in_order(module: str) -> None:
    names = offered(module)
    assert names is not None, "add __all__, after the imports"
    assert sorted(set(names), key=place_in_order) == list(names)


def test_what_a_module_takes_from_another_is_offered_there() -> None:
    for each in internal_imports():
        if each.name not in (None, "__version__"):
            assert each.name in (offered(each.imported) or ()), f"{each.importer}: {each.name} of {each.imported}"


def test_no_two_modules_have_one_basename() -> None:
    stems = Counter(path.stem for path in modules() if path.stem not in ("__init__", "__main__"))
    repeated = Counter({stem: count for stem, count in stems.items() if count > 1})
    assert not repeated, "find a name that no other module has"


def test_no_circle() -> None:
    graph = networkx.DiGraph((each.importer, each.imported) for each in internal_imports())
    circles = [circle for circle in networkx.strongly_connected_components(graph) if len(circle) > 1]
    for circle in circles:
        assert any(circle <= known for known in CIRCLES), f"new in a circle: {sorted(circle)}"


def test_imports_inside_functions() -> None:
    deferred = sum(each.deferred for each in internal_imports())
    assert deferred <= MAX_DEFERRED_IMPORTS, "import at the top of the module; if that makes a circle, break it"


def test_rooms_are_entered_through_their_doors() -> None:
    past = sum(room_of(each.importer) != room_of(each.imported) != each.imported for each in internal_imports())
    assert past <= MAX_IMPORTS_PAST_A_DOOR, "import from the room itself, not from a module inside it"


def test_functions_have_few_parameters() -> None:
    wide = {
        f"{module}.{node.name}"
        for module, path in paths().items()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and width(node) > MAX_PARAMETERS
    }
    assert not wide, "what belongs together is a value of its own: make it a frozen dataclass"


def width(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many parameters a caller sees."""
    arguments = function.args
    names = [each.arg for each in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def test_every_module_has_tests_where_they_are_looked_for() -> None:
    tests = Path(__file__).parent
    for path in modules():
        if path.name.startswith("__"):
            continue
        source = path.relative_to(tests.parent)
        mirrored = source.with_name(f"test_{source.name}")
        expected = tests / TESTED_TOGETHER.get(source.as_posix(), mirrored)
        assert expected.is_file(), f"{source} has no tests: write {expected.relative_to(tests.parent)}"


def test_modules_that_are_tested_together_have_no_tests_of_their_own() -> None:
    tests = Path(__file__).parent
    for source in map(Path, TESTED_TOGETHER):
        assert (tests.parent / source).is_file()
        assert not (tests / source.with_name(f"test_{source.name}")).exists(), f"{source} is mirrored now: unlist it"
