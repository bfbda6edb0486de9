"""A graph as text that a person can check; as a program, writes what the golden cases expect.

python -m tests.graph_extraction.dump [NAME...]
"""

from __future__ import annotations

import sys
from pathlib import Path

from graph_extraction import EdgeType, NodeKind, ProgramGraph, extract, parse_source
from graph_extraction.source.legacy import typed_ast_installed

CASES = Path(__file__).parent.parent / "cases" / "graphs"


def dump(graph: ProgramGraph) -> str:
    """The syntax tree, a line for each non-terminal with its tokens; then the other edges; then the symbols."""
    lines = ["TREE", *_tree(graph)]
    for kind in graph.edges:
        if kind not in (EdgeType.CHILD, EdgeType.NEXT_TOKEN):
            pairs = sorted(graph.edges[kind].T.tolist())
            lines += [kind, *(f"  {_name(graph, source)} -> {_name(graph, target)}" for source, target in pairs)]
    lines.append("SYMBOLS")
    for s in graph.symbols:
        notes = [f"annotation {s.annotation!r}"] if s.annotation is not None else []
        notes += [s.obstacle] if s.obstacle is not None else []
        where = f"{s.kind.value} {s.name} of {s.scope or 'the module'} at {s.line}:{s.column}"
        lines.append("  " + "; ".join([f"{s.node} {where}", *notes]))
    lines += ["CLASSES"] if graph.definitions else []
    lines += [f"  {each.node} {each.name} at {each.line}" for each in graph.definitions]
    return "\n".join(lines) + "\n"


def _name(graph: ProgramGraph, node: int) -> str:
    return f"{node}:{graph.labels[graph.node_label[node]]}"


def _tree(graph: ProgramGraph) -> list[str]:
    children: dict[int, list[int]] = {}
    for parent, child in graph.edges[EdgeType.CHILD].T.tolist():
        children.setdefault(parent, []).append(child)
    first: dict[int, int] = {}

    def first_token(node: int) -> int:
        if node not in first:
            is_token = graph.node_kind[node] == NodeKind.TOKEN
            first[node] = node if is_token else min(map(first_token, children.get(node, [])), default=0)
        return first[node]

    lines: list[str] = []

    def visit(node: int, depth: int) -> None:
        inner = sorted(children.get(node, []), key=first_token)
        parts = [_name(graph, child) if child not in children else f"<{child}>" for child in inner]
        lines.append("  " * depth + " ".join([f"{_name(graph, node)} |", *parts]))
        for child in inner:
            if child in children:
                visit(child, depth + 1)

    visit(int((graph.node_kind == NodeKind.TOKEN).sum()), 1)
    return lines


def missing_requirement(text: str) -> str | None:
    """What a case names in its first line, `# requires: 3.12` or `typed_ast`, and this interpreter lacks."""
    line = text.partition("\n")[0]
    if not line.startswith("# requires: "):
        return None
    requirement = line.removeprefix("# requires: ")
    if requirement == "typed_ast":
        return None if typed_ast_installed() else requirement
    return None if sys.version_info >= tuple(map(int, requirement.split("."))) else requirement


def main() -> None:
    """Write the expected dumps anew; to be read before they are committed."""
    names = set(sys.argv[1:])
    for path in sorted(CASES.glob("*.py")):
        text = path.read_text("utf-8")
        if (not names or path.stem in names) and missing_requirement(text) is None:
            path.with_suffix(".txt").write_text(dump(extract(parse_source(text, path.name))), "utf-8")


if __name__ == "__main__":
    main()
