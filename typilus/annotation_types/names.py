"""The meaning of a file's names in its annotations: imports, classes, type aliases, type variables."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_extraction import last_name
from typilus.annotation_types.expression import TypeExpression
from typilus.annotation_types.module_names import is_camel_case, is_written_as_class
from typilus.annotation_types.name_collector import NameCollector, TypeAlias

__all__ = ["FileNames"]


@dataclass(frozen=True)
class FileNames:
    """The names that annotations of one file can use, built by `from_tree`.

    The scopes are flat on purpose: a name means what the module's scope says first (also under `if`, `try`, `with`),
    and only then what an inner scope says. Of several bindings the first counts, and those for type checkers (`if
    TYPE_CHECKING:`) come before those of the running program. Star imports remain unresolved.

    Attributes:
        module: Dotted module, "" if unknown. A package's `__init__` has the package's own name.
        package: Package that relative imports start from.
        imports: Absolute name that each local name imports: `np` to `numpy`, `Shop` to `pkg.shop.Shop`.
        definitions: Qualified name of each class, NewType or other class made by a call, by local name: `Outer.Inner`
            under both `Outer.Inner` and, if free, `Inner`. A call at the top level may make one.
        surely_types: Names in `definitions` that cannot be anything else.
        aliases: Type that each local name stands for.
        type_variables: Local names of TypeVars, ParamSpecs and TypeVarTuples (PEP 695's as well).
        star_imports: Modules imported by `*`.
        modules: Modules imported by their full name (`import x.y`).
        bound: Every name that the module's own scope binds.
    """

    module: str = ""
    package: str = ""
    imports: Mapping[str, str] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    surely_types: frozenset[str] = frozenset()
    aliases: Mapping[str, TypeAlias] = field(default_factory=dict)
    type_variables: frozenset[str] = frozenset()
    star_imports: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    bound: frozenset[str] = frozenset()
    resolved: dict[str, TypeExpression] = field(default_factory=dict, repr=False, compare=False)
    """Cache of `canonicalize`: dotted names of this file to what they mean."""
    read: dict[str, TypeExpression] = field(default_factory=dict, repr=False, compare=False)
    """Cache of `canonicalize`: annotations given as text."""
    spellings: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    """Cache of `render`: canonical names to how this file already spells them."""

    def stands_for_type(self, name: str) -> bool:
        """Return whether an assignment gives a type this name: an alias, a type variable, or a class made by a call.

        `x = y` may be an alias and is taken for one only if either is written as classes are, as is `x = f()`. `FLAGS =
        re.I`, `RE_space = re.compile(" ")` and `N = len(x)` are none.
        """
        if name in self.aliases:
            head = _head(self.aliases[name].value)
            both = is_written_as_class(name) and is_written_as_class(head)
            return both or is_camel_case(name) or is_camel_case(head)
        if name in self.type_variables or name in self.surely_types:
            return True
        return name in self.definitions and is_camel_case(name)

    @classmethod
    def from_tree(cls, tree: ast.Module, module: str = "", *, is_package: bool = False) -> FileNames:
        """Collect the names of a file.

        Args:
            tree: Parsed file.
            module: Dotted module, which qualifies its classes and resolves its relative imports.
            is_package: Whether the file is an `__init__`: then `from .a import B` in `pkg` means `pkg.a.B`, not `a.B`.
        """
        if module.endswith(".__init__"):
            module, is_package = module.removesuffix(".__init__"), True
        package = module if is_package else module.rpartition(".")[0]
        collector = NameCollector(module, package)
        collector.collect(tree.body)
        return cls(
            module,
            package,
            collector.imports,
            collector.definitions,
            frozenset(collector.surely_types),
            collector.aliases,
            frozenset(collector.type_variables),
            tuple(collector.star_imports),
            tuple(dict.fromkeys(collector.modules)),
            frozenset(collector.bound),
        )


def _head(node: ast.expr) -> str:
    """`Union` of `typing.Union[int, str]`, "" of what is no name."""
    while isinstance(node, ast.Subscript):
        node = node.value
    return last_name(node)
