"""Small projects on disk, and one file of them annotated."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graph_extraction import SymbolKind, extract, parse_source
from typilus.project.importable import ImportableNames
from typilus.rewriting import AnnotatedSource, AnnotationEdit, RewriteOptions, annotate_source


def write_project(root: Path, files: Mapping[str, str]) -> None:
    """Write the files of a project, and an `__init__.py` into every folder that lacks one."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for path in root.rglob("*/"):
        (path / "__init__.py").touch()


def annotated(
    root: Path, name: str, types: Mapping[str, str], python: tuple[int, int] = (3, 10)
) -> tuple[AnnotatedSource, dict[str, str]]:
    """One file with types by `scope.name` (a return by its function's), and why some were not written."""
    path = root / name
    parts = Path(name).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    options = RewriteOptions(
        python=python,
        module=".".join(parts[:-1] if is_package else parts),
        is_package=is_package,
        importable=ImportableNames([root]),
    )
    edits = {}
    for symbol in extract(parse_source(path.read_bytes())).symbols:
        qualified = f"{symbol.scope}.{symbol.name}".lstrip(".")
        wanted = types.get(f"{qualified}()" if symbol.kind is SymbolKind.RETURN else qualified)
        if wanted is not None and (symbol.kind, qualified) not in edits:
            edits[symbol.kind, qualified] = AnnotationEdit.for_symbol(symbol, wanted)
    assert len(edits) == len(types), "every type has its symbol"
    result = annotate_source(path.read_bytes(), edits.values(), options, str(path))
    names = {edit: f"{name}()" if kind is SymbolKind.RETURN else name for (kind, name), edit in edits.items()}
    return result, {names[each.edit]: each.reason for each in (*result.skipped, *result.rolled_back)}
