"""Import statements into a file: behind those it has, or for type checkers only."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from typilus.rewriting.exact_source import ExactSource, Splice
from typilus.rewriting.import_merging import merge, sort_key
from typilus.rewriting.imported_names import ImportedName

__all__ = ["ImportPlan", "is_guard", "statements_of"]

FUTURE = "from __future__ import annotations"


def statements_of(imported: Iterable[ImportedName]) -> list[str]:
    """Sorted statements, names of one module in one of them."""
    names: dict[str, set[str]] = {}
    plain: set[str] = set()
    for each in imported:
        if each.name is None:
            plain.add(str(each))
        else:
            names.setdefault(each.module, set()).add(each.name)
    return sorted(plain) + [
        f"from {module} import {', '.join(sorted(names[module], key=sort_key))}" for module in sorted(names)
    ]


def is_guard(node: ast.stmt) -> bool:
    """Whether a statement is `if TYPE_CHECKING:` and no more."""
    if not isinstance(node, ast.If):
        return False
    test = node.test
    name = test.attr if isinstance(test, ast.Attribute) else test.id if isinstance(test, ast.Name) else ""
    return name == "TYPE_CHECKING"


class ImportPlan:
    """The imports that one file gets.

    Args:
        source: the file.
        imported: what the annotations need.
        typing_only: whether what is not cheap to import goes under `if TYPE_CHECKING:`.
        future: whether `from __future__ import annotations` is needed too.
    """

    def __init__(self, source: ExactSource, imported: Sequence[ImportedName], typing_only: bool, future: bool) -> None:
        self._source = source
        guarded = [each for each in imported if typing_only and not each.is_cheap]
        running = [each for each in imported if each not in guarded]
        self._guard = next((node for node in source.tree.body if is_guard(node)), None) if guarded else None
        self._test = "TYPE_CHECKING"
        if guarded and self._guard is None:
            found = _type_checking_name(source.tree)
            if found is None:
                running.append(ImportedName("typing", "TYPE_CHECKING"))
            else:
                self._test = found
        self._future = [FUTURE] if future else []
        self._merged: list[ImportedName] = []
        self._changes: list[Splice] = []
        top = source.tree.body[: _leading(source.tree, past_imports=True)]
        self._running = statements_of(self._merge(running, top))
        inside = self._guard.body if isinstance(self._guard, ast.If) else []
        self._guarded = statements_of(self._merge(guarded, inside))

    @property
    def statements(self) -> tuple[str, ...]:
        """Every statement that is added, those under a condition too; of one that is there, the names it gets."""
        return (*self._future, *self._running, *self._guarded, *statements_of(self._merged))

    def _merge(self, imported: Sequence[ImportedName], body: Sequence[ast.stmt]) -> list[ImportedName]:
        """Put names into statements that are there; gives those that need statements of their own."""
        own: list[ImportedName] = []
        for module in dict.fromkeys(each.module for each in imported):
            wanted = [each for each in imported if each.module == module]
            names = [each.name for each in wanted if each.name is not None]
            there = [
                node for node in body if isinstance(node, ast.ImportFrom) and not node.level and node.module == module
            ]
            changes = merge(self._source, there[0], names) if there and names else None
            if changes is None:
                own += wanted
            else:
                self._changes += changes
                self._merged += [each for each in wanted if each.name is not None]
                own += [each for each in wanted if each.name is None]
        return own

    def splices(self) -> list[Splice]:
        """The changes to the text."""
        source = self._source
        splices = list(self._changes)
        lines = list(self._running)
        if self._guarded and self._guard is None:
            lines += [*([""] if lines else []), f"if {self._test}:", *(f"    {each}" for each in self._guarded)]
        elif self._guarded and self._guard is not None:
            splices.append(self._into_guard(self._guard))
        behind_future, behind_imports = (_leading(source.tree, past_imports=each) for each in (False, True))
        if self._future and lines and behind_future == behind_imports:
            splices.append(self._after(behind_future, [*self._future, "", *lines]))
            return splices
        if self._future:
            splices.append(self._after(behind_future, self._future))
        if lines:
            splices.append(self._after(behind_imports, lines))
        return splices

    def _into_guard(self, guard: ast.stmt) -> Splice:
        assert isinstance(guard, ast.If)
        first, source = guard.body[0], self._source
        start = source.offset(first.lineno, 0)
        indentation = source.text[start : source.offset_of(first.lineno, first.col_offset)]
        if indentation.strip():  # `if TYPE_CHECKING: import a`
            at = source.offset_of(first.lineno, first.col_offset)
            return Splice(at, at, "".join(f"{each}; " for each in self._guarded))
        return Splice(start, start, "".join(f"{indentation}{each}{source.newline}" for each in self._guarded))

    def _above(self, line: int) -> int:
        """The first line of the comment right above a statement; but what begins the file belongs to the file."""
        lines, first = self._source.lines, line
        while first > 1 and lines[first - 2].startswith("#"):
            first -= 1
        return first if first > 1 else line

    def _after(self, anchor: int, lines: list[str]) -> Splice:
        """Lines behind the first `anchor` statements of the module, or above all of them."""
        source, body = self._source, self._source.tree.body
        newline = source.newline
        block = "".join(f"{line}{newline}" for line in lines)
        if anchor == 0:
            line = self._above(_line_of(body[0])) if body else len(source.lines)
            at = source.offset(line, 0)
            return Splice(at, at, block + newline * (2 if body and _is_definition(body[0]) else bool(body)))
        last = body[anchor - 1]
        end = last.end_lineno or last.lineno
        at = source.offset(end + 1, 0) if end < len(source.lines) else len(source.text)
        if at == len(source.text) and not source.text.endswith(("\n", "\r")):
            block = newline + block.removesuffix(newline)
        if not isinstance(last, ast.Import | ast.ImportFrom):
            block = newline + block  # a docstring
        elif lines[0].startswith("if ") or (last_is_future(last) and not lines[0].startswith("from __future__")):
            block = newline + block
        following = source.lines[end] if end < len(source.lines) else ""
        return Splice(at, at, block + newline if following.strip() and anchor < len(body) else block)


def last_is_future(node: ast.stmt) -> bool:
    """Whether a statement is an import from `__future__`."""
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _is_definition(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)


def _line_of(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])


def _leading(tree: ast.Module, past_imports: bool) -> int:
    """How many statements at the top are docstring, `__future__` and, if asked, other imports; whole lines only."""
    count = 0
    for place, node in enumerate(tree.body):
        is_docstring = place == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if is_docstring or last_is_future(node) or (past_imports and isinstance(node, ast.Import | ast.ImportFrom)):
            count = place + 1
        else:
            break
    while 0 < count < len(tree.body) and tree.body[count].lineno <= (tree.body[count - 1].end_lineno or 0):
        count += 1  # `import a; b = 1`: a line cannot be split
    return count


def _type_checking_name(tree: ast.Module) -> str | None:
    """How the file's top can already write `TYPE_CHECKING`."""
    for node in tree.body[: _leading(tree, past_imports=True)]:
        if isinstance(node, ast.ImportFrom) and node.module == "typing":
            for alias in node.names:
                if alias.name == "TYPE_CHECKING":
                    return alias.asname or alias.name
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name == "typing":
                    return f"{alias.asname or alias.name}.TYPE_CHECKING"
    return None
