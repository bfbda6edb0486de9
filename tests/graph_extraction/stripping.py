"""The property that no annotation leaks into a graph, for the tests and, as a program, for as many files as one likes.

python -m tests.graph_extraction.stripping --limit 2000 FOLDER...
"""

from __future__ import annotations

import argparse
import functools
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import libcst as cst
import numpy as np

from graph_extraction import TABLE_1, ProgramGraph, SourceError, Symbol, extract, parse_source


class AnnotationStripper(cst.CSTTransformer):
    """Removes annotations, bare declarations, type parameters and type comments; a block left empty gets a `pass`."""

    def on_visit(self, node: cst.CSTNode) -> bool:
        # No expression, and no other simple statement, holds an annotation: most of the tree need not be walked.
        return isinstance(node, cst.AnnAssign | cst.TypeAlias) or not isinstance(
            node, cst.BaseExpression | cst.BaseSmallStatement
        )

    def leave_Param(self, original_node: cst.Param, updated_node: cst.Param) -> cst.Param:  # noqa: N802
        return updated_node.with_changes(annotation=None)

    def leave_FunctionDef(  # noqa: N802
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        return updated_node.with_changes(returns=None, type_parameters=None)

    def leave_ClassDef(self, original_node: cst.ClassDef, updated_node: cst.ClassDef) -> cst.ClassDef:  # noqa: N802
        return updated_node.with_changes(type_parameters=None)

    def leave_TypeAlias(self, original_node: cst.TypeAlias, updated_node: cst.TypeAlias) -> cst.TypeAlias:  # noqa: N802
        nothing = cst.MaybeSentinel.DEFAULT
        return updated_node.with_changes(type_parameters=None, whitespace_after_type_parameters=nothing)

    def leave_AnnAssign(  # noqa: N802
        self, original_node: cst.AnnAssign, updated_node: cst.AnnAssign
    ) -> cst.BaseSmallStatement | cst.RemovalSentinel:
        if updated_node.value is None:
            return cst.RemoveFromParent()
        return cst.Assign([cst.AssignTarget(updated_node.target)], updated_node.value, updated_node.semicolon)

    def leave_SimpleStatementLine(  # noqa: N802
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> cst.BaseStatement | cst.RemovalSentinel:
        return updated_node if updated_node.body else cst.RemoveFromParent()

    def leave_Comment(self, original_node: cst.Comment, updated_node: cst.Comment) -> cst.Comment:  # noqa: N802
        is_type = updated_node.value.removeprefix("#").lstrip().startswith("type:")
        return updated_node.with_changes(value="#") if is_type else updated_node


def strip_annotations(text: str) -> str:
    """The same code without annotations."""
    return cst.parse_module(text).visit(AnnotationStripper()).code


def differences(first: ProgramGraph, second: ProgramGraph) -> list[str]:
    """In which parts two graphs differ, positions and annotations of symbols apart."""
    found = [] if first.labels == second.labels else ["labels"]
    if not np.array_equal(first.node_kind, second.node_kind):
        found.append("kinds of nodes")
    if not np.array_equal(first.node_label, second.node_label):
        found.append("labels of nodes")
    found += [str(kind) for kind in TABLE_1 if not np.array_equal(first.edges[kind], second.edges[kind])]
    if [_bare(symbol) for symbol in first.symbols] != [_bare(symbol) for symbol in second.symbols]:
        found.append("symbols")
    return found


def _bare(symbol: Symbol) -> Symbol:
    return replace(symbol, line=0, column=0, annotation=None)


def leaks(text: str) -> list[str]:
    """In which parts the graphs of a file with and without its annotations differ.

    Raises:
        SourceError, cst.ParserSyntaxError: a parser cannot read the file.
    """
    source = parse_source(text)
    stripped = strip_annotations(source.text)
    return differences(extract(source), extract(parse_source(stripped)))


def python_files(*folders: str | Path) -> Iterator[Path]:
    """Python files below some folders, the standard library and installed packages by default, in a stable order."""
    for folder in folders or (sysconfig.get_path("stdlib"), sysconfig.get_path("purelib")):
        yield from sorted(Path(folder).rglob("*.py"))


_MAX_SAMPLED_BYTES = 150_000


def sample_of_files(shift: int, count: int = 24) -> list[Path]:
    """So many files of the standard library and of installed packages, evenly spread; other ones for another shift.

    The largest, which take longer than all others together, are left to `main`.
    """
    files = [path for path in _installed_files() if path.stat().st_size <= _MAX_SAMPLED_BYTES]
    step = max(len(files) // count, 1)
    return files[shift % step :: step][:count]


@functools.cache
def _installed_files() -> list[Path]:
    return list(python_files())


def main() -> int:
    """Check files; 1 if one leaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*")
    parser.add_argument("--limit", type=int, default=sys.maxsize, help="check so many files, evenly spread")
    options = parser.parse_args()
    paths = list(python_files(*options.folders))
    paths = paths[:: max(1, len(paths) // options.limit)]
    checked = unread = leaking = 0
    for path in paths:
        try:
            found = leaks(path.read_text("utf-8"))
        except (SourceError, UnicodeError, cst.ParserSyntaxError):
            unread += 1
            continue
        checked += 1
        if found:
            leaking += 1
            print(f"{path}: {', '.join(found)}", flush=True)
    print(f"{checked} files checked, {leaking} leak, {unread} could not be read by one of the parsers")
    return 1 if leaking else 0


if __name__ == "__main__":
    sys.exit(main())
