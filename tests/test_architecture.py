"""The house holds: imports run one way, rooms know only what they may, names are the agreed ones."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

PAGE = ROOT / "docs" / "architecture.md"


def read_rooms() -> dict[str, tuple[str, ...]]:
    """The table of the architecture page: rooms in their order, and what each may not import at all."""
    rows = re.findall(r"^\| `([\w.]+)` \|.*\|([^|]*)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {room: tuple(re.findall(r"`([\w.]+)`", forbidden)) for room, forbidden in rows}


def read_folders() -> tuple[str, ...]:
    """The folders of static inference on the same page, in their order."""
    _, _, section = PAGE.read_text(encoding="utf-8").partition("## Inside `static_inference`\n")
    return tuple(re.findall(r"^\d+\. `(\w+)`:", section.partition("\n## ")[0], re.MULTILINE))


FORBIDDEN = read_rooms()
FOLDERS = read_folders()
# The story of the data: nothing is imported by anything above it.
ORDER = tuple(FORBIDDEN)
# Through which every room reads files; it lies in the lowest room, and knows nothing of graphs.
DOOR = "graph_extraction.intake"
# What is offline, and reads what it wrote itself; pytype's server runs with pytype's Python, without this package.
READ_OTHERWISE = (
    "typilus.checking.pytype",
    "typilus.checking.pytype_server",
    "typilus.interfaces.cli.evaluate_joined",
    "typilus.interfaces.cli.train",
    "typilus.lab",
    "typilus.neural.trainer",
    "typilus.typespace.annoy_index",
    DOOR,
)
# What may only be imported where it is needed, never when a module is: importing must stay cheap.
LAZY_ONLY = (
    "matplotlib",
    "sklearn",
    "datasketch",
    "typeshed_client",
    "scipy",
    "pandas",
    "tensorboard",
    "transformers",
    "xllamacpp",
)
# What trains or hands graphs on is built on PyTorch Geometric; the rest never sees it.
ON_GEOMETRIC = (
    "graph_extraction.exchange.pyg",
    "typilus.lab.model_building.corpus_dataset",
    "typilus.neural.convolutions",
    "typilus.neural.explaining",
)
BANNED_NAMES = frozenset({"utils", "helpers", "common", "types", "typing"})
MAX_MODULE_LENGTH = 400
MAX_FUNCTION_LENGTH = 60


def modules() -> list[Path]:
    return sorted(path for package in ("graph_extraction", "typilus") for path in (ROOT / package).rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@functools.cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def room_of(module: str) -> str:
    """The longest entry of `ORDER` that the module lies in; the package itself is a room of its own."""
    rooms = [room for room in ORDER if module == room or (room != "typilus" and module.startswith(room + "."))]
    assert rooms, f"{module} is in no room: add it to {PAGE.name}, in its place"
    return max(rooms, key=len)


def imports(path: Path, top_level_only: bool = False) -> Iterator[str]:
    """Absolute names that a module imports, `from a import b` as `a.b`; those for type checkers are left out."""
    pending: list[ast.AST] = [tree_of(path)]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            pending.extend(node.orelse)
        elif not (top_level_only and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)):
            pending.extend(ast.iter_child_nodes(node))


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


@pytest.mark.parametrize("room", ORDER)
def test_rooms_are_there(room: str) -> None:
    path = ROOT.joinpath(*room.split("."))
    assert path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def check_imports_run_one_way(path: Path) -> None:
    room = room_of(module_name(path))
    for name in imports(path):
        if within(name, "typilus") or within(name, "graph_extraction"):
            # `import typilus` and what it offers by name is the package; a submodule is its room.
            other = room_of(name) if any(within(name, each) for each in ORDER if each != "typilus") else "typilus"
            assert ORDER.index(other) <= ORDER.index(room), f"{room} must not import {name}: it comes later"


@pytest.mark.parametrize("room", FORBIDDEN)
def test_rooms_import_only_what_they_may(room: str) -> None:
    for path in modules():
        if room_of(module_name(path)) == room:
            for name in imports(path):
                forbidden = any(within(name, package) for package in FORBIDDEN[room])
                assert not forbidden or within(name, DOOR), f"{path} imports {name}"


def test_static_inference_consists_of_these_folders() -> None:
    folders = {path.parent.name for path in (ROOT / "typilus" / "static_inference").glob("*/__init__.py")}
    assert folders == set(FOLDERS)


@pytest.mark.parametrize("folder", FOLDERS)
def test_folders_of_static_inference_import_those_above_them(folder: str) -> None:
    room = "typilus.static_inference."
    for path in (ROOT / "typilus" / "static_inference" / folder).rglob("*.py"):
        for name in imports(path):
            if name.startswith(room):
                other = name.removeprefix(room).partition(".")[0]
                assert FOLDERS.index(other) <= FOLDERS.index(folder), f"{path} must not import {name}: it comes later"


def check_files_come_in_by_one_door(path: Path) -> None:
    """A pipe or a device may have the name of any file; methods of paths would wait for it, or read it for ever."""
    if not any(within(module_name(path), name) for name in READ_OTHERWISE):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Attribute) and node.attr in ("read_bytes", "read_text"):
                assert ast.unparse(node.value) == "intake", f"{path}:{node.lineno}: see {DOOR}"


def check_what_is_heavy_is_imported_where_it_is_needed(path: Path) -> None:
    for name in imports(path, top_level_only=True):
        assert not any(within(name, package) for package in LAZY_ONLY), f"{path} imports {name} at its top"


def check_pytorch_geometric_is_imported_by_what_is_built_on_it(path: Path) -> None:
    if not any(within(module_name(path), name) for name in ON_GEOMETRIC):
        assert not any(within(name, "torch_geometric") for name in imports(path))


def test_the_network_is_imported_by_name_nowhere_on_the_way_to_the_api() -> None:
    commands = (f"interfaces/cli/{name}" for name in ("__init__", "entry_point", "parser"))
    for name in ("__init__", "api", *commands, "prediction/predictor"):
        for imported in imports(ROOT / "typilus" / f"{name}.py", top_level_only=True):
            assert not any(within(imported, package) for package in ("torch", "typilus.neural"))


def check_names_and_sizes(path: Path) -> None:
    assert path.stem not in BANNED_NAMES
    assert path.parent.name not in BANNED_NAMES
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_MODULE_LENGTH, "split the module: one concept each"
    tree = tree_of(path)
    assert ast.get_docstring(tree) or not tree.body, "say what the module is for"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            length = node.end_lineno - node.lineno + 1
            assert length <= MAX_FUNCTION_LENGTH, f"{node.name} has {length} lines"


def test_nothing_unpickles() -> None:
    for path in modules():
        for name in imports(path):
            assert not within(name, "pickle"), f"{path} imports pickle"
            assert not within(name, "dill"), f"{path} imports dill"
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("torch.load", "pickle.load", "pickle.loads"):
                raise AssertionError(f"{path}:{node.lineno} unpickles")


CHECKS = (
    check_imports_run_one_way,
    check_files_come_in_by_one_door,
    check_what_is_heavy_is_imported_where_it_is_needed,
    check_pytorch_geometric_is_imported_by_what_is_built_on_it,
    check_names_and_sizes,
)


@pytest.mark.parametrize("path", modules(), ids=module_name)
def test_module(path: Path) -> None:
    """One test a module: thousands of small ones take longer to hand out than to run."""
    for check in CHECKS:
        check(path)
