"""One name for each class of a project, however many modules re-export it, and what its type aliases stand for."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from typing import Any

from graph_extraction import FunctionNode, statements_of_scope
from typilus.annotation_types import FileNames, absolute_module, canonicalize
from typilus.errors import TypeExpressionError

__all__ = ["ModuleSummary", "ReExports", "module_of_path", "summarize", "summary_from_json", "summary_to_json"]

_MAX_CHAIN = 40


@dataclass(frozen=True, slots=True)
class ModuleSummary:
    """The bindings of one module that matter for the identity of classes.

    Attributes:
        module: Dotted name.
        is_package: Whether it is an `__init__`, whose imports are re-exports.
        classes: Qualified names of its classes, nested ones included (`Shop`, `Shop.Item`).
        imports: Local name, absolute module, and name in that module or None for the module itself.
        stars: Absolute modules that are imported with `*`.
        exported: `__all__`, or None without a readable one.
        aliases: Type aliases without parameters and type variables, as name and canonical text.
        passed_on: Names that it imports as themselves (`from a import X as X`), which marks a re-export (PEP 484).
        is_stub: Whether it is a stub, which keeps all its other imports to itself.
        inner_imports: What its functions import: absolute module, and name in that or None for the module itself.
    """

    module: str
    is_package: bool
    classes: tuple[str, ...]
    imports: tuple[tuple[str, str, str | None], ...]
    stars: tuple[str, ...]
    exported: tuple[str, ...] | None
    aliases: tuple[tuple[str, str], ...] = ()
    passed_on: tuple[str, ...] = ()
    is_stub: bool = False
    inner_imports: tuple[tuple[str, str | None], ...] = ()


def summarize(tree: ast.Module, module: str, is_package: bool, *, stub: bool = False) -> ModuleSummary:
    """Collect the module-level bindings of one module, those under `if`, `try`, `with` and the like included.

    Of what its functions bind, imports count.
    """
    imports: list[tuple[str, str, str | None]] = []
    stars: list[str] = []
    passed_on: list[str] = []
    classes: list[str] = []
    exported: list[str] | None = None
    for statement in statements_of_scope(tree.body):
        if isinstance(statement, ast.ClassDef):
            classes.extend(_class_names(statement))
        elif isinstance(statement, ast.Import):
            imports.extend(
                (a.asname or _top(a.name), a.name if a.asname else _top(a.name), None) for a in statement.names
            )
        elif isinstance(statement, ast.ImportFrom):
            origin = absolute_module(statement.module, statement.level, module, is_package)
            if origin is None:
                continue
            for alias in statement.names:
                if alias.name == "*":
                    stars.append(origin)
                else:
                    imports.append((alias.asname or alias.name, origin, alias.name))
                    if alias.asname == alias.name:
                        passed_on.append(alias.name)
        else:
            names = _all_names(statement)
            if names is not None:
                exported = [*(exported or []), *names]
    everything = None if exported is None else tuple(dict.fromkeys(exported))
    return ModuleSummary(
        module, is_package, tuple(dict.fromkeys(classes)), tuple(imports), tuple(stars), everything,
        _aliases(tree, module, is_package), tuple(passed_on), stub,
        () if stub else tuple(dict.fromkeys(_inner_imports(tree, module, is_package))),
    )  # fmt: skip


def _inner_imports(tree: ast.Module, module: str, is_package: bool) -> Iterator[tuple[str, str | None]]:
    for function in (node for node in ast.walk(tree) if isinstance(node, FunctionNode)):
        for statement in statements_of_scope(function.body):
            if isinstance(statement, ast.Import):
                yield from ((alias.name, None) for alias in statement.names)
            elif isinstance(statement, ast.ImportFrom):
                origin = absolute_module(statement.module, statement.level, module, is_package)
                if origin is not None:
                    yield from ((origin, alias.name) for alias in statement.names)


@dataclass(frozen=True, slots=True)
class _Definition:
    """A class or alias at the top level of a module, perhaps a compiled one, or without a name the module itself."""

    module: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class _Foreign:
    """Something that another project defines."""

    name: str


class ReExports:
    """The public name of every class of one project.

    A class's public name is its shortest path among its definition, the packages around it whose `__init__` imports
    it, and the modules that pass it on by `__all__`, `X as X` or a star. That some other module imports it says only
    that it is used there. Paths without a component that starts with `_` come first; of equals the definition, then
    the alphabet. What the project only passes on (`from typing import Self`) has the name that the project imports.
    """

    def __init__(self, summaries: Iterable[ModuleSummary]) -> None:
        self._modules = {summary.module: summary for summary in summaries}
        self._tops = frozenset(map(_top, self._modules))
        self._imports = {
            name: {local: (origin, target) for local, origin, target in summary.imports}
            for name, summary in self._modules.items()
        }
        self._aliases = {name: dict(summary.aliases) for name, summary in self._modules.items()}
        self._classes = {
            name: frozenset(summary.classes) | frozenset(self._aliases[name]) for name, summary in self._modules.items()
        }
        self._stars: dict[str, frozenset[str]] = {}
        self._found: dict[str, tuple[_Definition | _Foreign | None, list[str]]] = {}
        self._public = self._choose()

    def public_name(self, name: str) -> str:
        """Return the public spelling of a dotted name, or an unknown name unchanged."""
        target, rest = self._find(name)
        if isinstance(target, _Foreign):
            return ".".join([target.name, *rest])
        if target is None:
            return self._public.get(_Definition(*_split(name)), name)
        if target.name is None:
            return name
        return ".".join([self._public.get(target, f"{target.module}.{target.name}"), *rest])

    def alias(self, name: str) -> str | None:
        """The canonical text that a dotted name stands for, if it is a type alias or type variable of the project."""
        target, rest = self._find(name)
        if not isinstance(target, _Definition) or target.name is None or rest:
            return None
        return self._aliases.get(target.module, {}).get(target.name)

    def defined_in(self, name: str) -> tuple[str, str] | None:
        """The module that defines a class or alias, and its qualified name there. None of what the project lacks."""
        target, rest = self._find(name)
        if not isinstance(target, _Definition) or target.name is None or target.module not in self._modules:
            return None
        return target.module, ".".join([target.name, *rest])

    def _find(self, name: str) -> tuple[_Definition | _Foreign | None, list[str]]:
        """Return the target of a dotted name and the remaining components (nested classes), cached."""
        if name not in self._found:
            self._found[name] = self._follow(name)
        return self._found[name]

    def _follow(self, name: str) -> tuple[_Definition | _Foreign | None, list[str]]:
        parts = name.split(".")
        # A namespace package has no module of its own.
        start = next((end for end in range(1, len(parts) + 1) if ".".join(parts[:end]) in self._modules), None)
        if start is None:
            return None, []
        target = _Definition(".".join(parts[:start]))
        for index, part in enumerate(parts[start:], start):
            step = self._resolve(target.module, part)
            if not isinstance(step, _Definition) or step.name is not None:
                return step, parts[index + 1 :]
            target = step
        return target, []

    def _choose(self) -> dict[_Definition, str]:
        paths: dict[_Definition, list[str]] = {}
        for module, summary in self._modules.items():
            for name in sorted(self._classes[module]):
                if "." not in name:
                    paths.setdefault(_Definition(module, name), []).append(f"{module}.{name}")
            passed_on = self._inherited_judgment(summary)
            inner = f"{module}."
            for name in sorted(passed_on | self._imports[module].keys() if summary.is_package else passed_on):
                target = self._resolve(module, name)
                if not isinstance(target, _Definition) or target.name is None or target.module == module:
                    continue
                if name in passed_on or (target.module.startswith(inner) and not summary.is_stub):
                    paths.setdefault(target, []).append(f"{module}.{name}")
        return {definition: _best(choices, definition) for definition, choices in paths.items()}

    def _inherited_judgment(self, summary: ModuleSummary) -> frozenset[str]:
        """Names that a module offers to others on purpose."""
        by_star = summary.stars if summary.is_package or summary.is_stub else ()
        names = frozenset(summary.exported or ()) | frozenset(summary.passed_on)
        return names.union(*(self._bound(star) for star in by_star))

    def _bound(self, module: str, seen: tuple[str, ...] = ()) -> frozenset[str]:
        """Names that `from module import *` could bind."""
        summary = self._modules.get(module)
        if summary is None or module in seen:
            return frozenset()
        if module not in self._stars:
            if summary.exported is not None:
                names = set(summary.exported)
            else:
                imported = summary.passed_on if summary.is_stub else self._imports[module]
                local = [*imported, *(name for name in self._classes[module] if "." not in name)]
                names = {name for name in local if not name.startswith("_")}
                for star in summary.stars:
                    names |= self._bound(star, (*seen, module))
            if seen:  # within a circle of star imports the answer is only a part
                return frozenset(names)
            self._stars[module] = frozenset(names)
        return self._stars[module]

    def _resolve(self, module: str, name: str) -> _Definition | _Foreign | None:
        """Return the target of a module's name."""
        for _ in range(_MAX_CHAIN):
            if name in self._classes[module]:
                return _Definition(module, name)
            bound = self._imports[module].get(name)
            if bound is None:
                inner = f"{module}.{name}"
                if inner in self._modules:
                    return _Definition(inner)
                star = next((star for star in self._modules[module].stars if name in self._bound(star)), None)
                if star is None:
                    return None
                bound = star, name
            origin, target = bound
            if target is None:
                return _Definition(origin) if origin in self._modules else _Foreign(origin)
            if origin not in self._modules:
                if _top(origin).startswith("_"):  # an extension module that only its wrapper is meant to import
                    return _Definition(module, name)
                # Without a source of its own in the project it is compiled or generated.
                return _Definition(origin, target) if _top(origin) in self._tops else _Foreign(f"{origin}.{target}")
            if (origin, target) == (module, name):
                inner = f"{module}.{name}"
                return _Definition(inner) if inner in self._modules else None
            module, name = origin, target
        return None


def summary_to_json(summary: ModuleSummary) -> list[Any]:
    """A summary as plain lists."""
    return [list(part) if isinstance(part, tuple) else part for part in astuple(summary)]


def summary_from_json(entry: list[Any]) -> ModuleSummary:
    """Return the value that `summary_to_json` wrote."""
    # A corpus that was built before functions' imports counted has none.
    module, is_package, classes, imports, stars, exported, aliases, passed_on, is_stub, *inner = entry
    return ModuleSummary(
        module,
        is_package,
        tuple(classes),
        tuple((local, origin, target) for local, origin, target in imports),
        tuple(stars),
        None if exported is None else tuple(exported),
        tuple((name, text) for name, text in aliases),
        tuple(passed_on),
        is_stub,
        tuple((origin, target) for imports in inner for origin, target in imports),
    )


def module_of_path(path: str) -> tuple[str, bool]:
    """Dotted name of a path relative to the import root, and whether it is a package's `__init__`."""
    parts = path.removesuffix(".py").split("/")
    if parts[-1] == "__init__" and len(parts) > 1:
        return ".".join(parts[:-1]), True
    return ".".join(parts), False


def _aliases(tree: ast.Module, module: str, is_package: bool) -> tuple[tuple[str, str], ...]:
    names = FileNames.from_tree(tree, module, is_package=is_package)
    aliases = []
    for name, alias in names.aliases.items():
        if alias.parameters or "." in name:
            continue
        try:
            text = str(canonicalize(ast.Name(name, ast.Load()), names))
        except TypeExpressionError:
            continue
        # A free type variable makes the alias generic; what says nothing is better left a name.
        if "~" not in text and text != "typing.Any" and text != f"{module}.{name}":
            aliases.append((name, text))
    aliases.extend((name, f"~{name}") for name in sorted(names.type_variables) if "." not in name)
    return tuple(aliases)


def _best(paths: Iterable[str], definition: _Definition) -> str:
    own = f"{definition.module}.{definition.name}"

    def order(path: str) -> tuple[bool, int, bool, str]:
        parts = path.split(".")
        return any(part.startswith("_") for part in parts), len(parts), path != own, path

    return min(paths, key=order)


def _split(path: str) -> tuple[str, str]:
    module, _, name = path.rpartition(".")
    return module, name


def _top(module: str) -> str:
    return module.partition(".")[0]


def _class_names(node: ast.ClassDef, prefix: str = "") -> Iterable[str]:
    yield prefix + node.name
    for statement in statements_of_scope(node.body):
        if isinstance(statement, ast.ClassDef):
            yield from _class_names(statement, f"{prefix}{node.name}.")


def _all_names(statement: ast.stmt) -> list[str] | None:
    if isinstance(statement, ast.Assign):
        targets, value = statement.targets, statement.value
    elif isinstance(statement, (ast.AugAssign, ast.AnnAssign)) and statement.value is not None:
        targets, value = [statement.target], statement.value
    else:
        return None
    if not any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
        return None
    if not isinstance(value, (ast.List, ast.Tuple)):
        return None
    return [item.value for item in value.elts if isinstance(item, ast.Constant) and isinstance(item.value, str)]
