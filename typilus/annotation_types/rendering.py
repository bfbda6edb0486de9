"""A canonical type as one file would write it, with the imports that it still needs."""

from __future__ import annotations

import keyword
from dataclasses import dataclass

from typilus.annotation_types.expression import ANY, ARGUMENT_LIST, CALLABLE, LITERAL, UNION, TypeExpression
from typilus.annotation_types.names import FileNames
from typilus.annotation_types.resolution import resolve
from typilus.annotation_types.synonyms import BUILTINS, MODERN_TO_TYPING
from typilus.errors import TypeExpressionError

__all__ = ["Rendered", "render"]

_EAGER_PACKAGES = frozenset({"jax", "matplotlib", "numpy", "pandas", "tensorflow", "torch"})
"""Packages whose import makes their submodules usable: `np.random.Generator` needs no more than `import numpy`."""


@dataclass(frozen=True)
class Rendered:
    """A type's text for one file.

    Attributes:
        text: The annotation.
        imports: The import statements it needs and the file lacks, sorted.
    """

    text: str
    imports: tuple[str, ...] = ()


def render(expression: TypeExpression, names: FileNames) -> Rendered:
    """Write a type as this file would: with what it imports already, its own classes by their names.

    `numpy.ndarray` is `np.ndarray` where the file says `import numpy as np`; `list[int] | None` stays so unless the
    file has imported `List` and `Optional`. Imports are added only for what is missing, never over a name that the
    file uses for something else. A type variable that the file does not have is written `Any`.

    Raises:
        TypeExpressionError: No import statement can reach a class (`pkg.001_initial.Migration`).
    """
    writer = _Writer(names)
    text = writer.write(expression)
    return Rendered(text, tuple(sorted(writer.imports)))


class _Writer:
    def __init__(self, names: FileNames) -> None:
        self.names = names
        self.spellings = _spellings(names)
        self.imports: set[str] = set()
        self.added: dict[str, str] = {}  # names that the new imports bind

    def write(self, expression: TypeExpression) -> str:
        name, arguments = expression.name, expression.arguments
        if name == UNION:
            return self.union(arguments)
        if name == ARGUMENT_LIST:
            return f"[{', '.join(map(self.write, arguments))}]"
        if name == LITERAL:
            return f"{self.name(name)}[{', '.join(self.value(value.name) for value in arguments)}]"
        if name[0] == "~":
            return self.type_variable(name[1:])
        if name == "typing.Unpack" and arguments and not self.has_variables(arguments[0]):
            return self.write(ANY)
        if name == "numpy.ndarray" and len(arguments) == 2 and arguments[0] == ANY:
            array = self.existing("numpy.typing.NDArray")
            if array is not None and arguments[1].name == "numpy.dtype" and arguments[1].arguments:
                return f"{array}[{self.write(arguments[1].arguments[0])}]"
        if not arguments:
            return self.name(name)
        if name == CALLABLE and arguments[0].name[0] == "~" and not self.has_variables(arguments[0]):
            return f"{self.name(name, True)}[..., {self.write(arguments[1])}]"
        return f"{self.name(name, True)}[{', '.join(map(self.write, arguments))}]"

    def union(self, members: tuple[TypeExpression, ...]) -> str:
        """`X | None`, or `Optional[X]` and `Union[X, Y]` in a file that writes those."""
        written = list(dict.fromkeys(map(self.write, members)))  # unknown type variables may all become Any
        modern = " | ".join(written)
        optional, union = self.spellings.get("typing.Optional"), self.spellings.get("typing.Union")
        if len(written) == 1 or (optional is None and "annotations" in self.names.imports):
            return modern
        plain = [text for text in written if text != "None"]
        if len(plain) < len(written) and optional is not None:
            inner = plain[0] if len(plain) == 1 else f"{union}[{', '.join(plain)}]" if union else ""
            return f"{optional}[{inner}]" if inner else modern
        return f"{union}[{', '.join(written)}]" if union else modern

    def value(self, value: str) -> str:
        """Return the text of a Literal's value. A member of an enum is written with its class."""
        if not value[0].isidentifier() or value.startswith(("b'", 'b"')) or "." not in value:
            return value
        owner, _, member = value.rpartition(".")
        return f"{self.name(owner)}.{member}"

    def has_variables(self, expression: TypeExpression) -> bool:
        """Return whether the file declares every type variable of a type."""
        if expression.name[0] != "~":
            return all(map(self.has_variables, expression.arguments))
        name = expression.name[1:].partition(".")[0]
        if name == "AnyStr" or name in self.names.type_variables:
            return True
        return name in self.names.imports and resolve(name, self.names).name == f"~{name}"

    def type_variable(self, name: str) -> str:
        if not self.has_variables(TypeExpression(f"~{name}")):
            return self.write(ANY)
        if name == "AnyStr" and name not in self.names.type_variables and name not in self.names.imports:
            return self.name("typing.AnyStr")
        return name

    def existing(self, name: str, subscripted: bool = True) -> str | None:
        """Return the spelling by which the file can already name a class, None without one."""
        spelling = self.spellings.get(name)
        if spelling is not None and (subscripted or name not in BUILTINS):
            return spelling
        for full in (name, MODERN_TO_TYPING.get(name, "")):
            if "." in full and (spelling := self._through_module(full)) is not None:
                return spelling
        return None

    def _through_module(self, full: str) -> str | None:
        parts = full.split(".")
        for length in range(len(parts) - 1, 0, -1):
            inner = parts[length:-1]
            if all(part[:1].isupper() for part in inner) or parts[0] in _EAGER_PACKAGES:
                module = self.spellings.get(f"{'.'.join(parts[:length])}.")
                if module is not None:
                    return f"{module}.{'.'.join(parts[length:])}"
        return None

    def name(self, name: str, subscripted: bool = False) -> str:
        """A class's name in this file, an import added where it needs one."""
        if name in {"...", "()"}:
            return name
        if "." not in name:
            return self._builtin(name, subscripted)
        spelling = self.existing(name, subscripted)
        if spelling is not None:
            return spelling
        own = f"{self.names.module}."
        if self.names.module and name.startswith(own) and name[len(own)].isupper():
            return name.removeprefix(own)
        return self._imported(name)

    def _builtin(self, name: str, subscripted: bool) -> str:
        spelling = self.existing(name, subscripted)
        if spelling is not None:
            return spelling
        if name in BUILTINS and name in self.names.bound and self.names.definitions.get(name) != name:
            self.imports.add("import builtins")
            return f"builtins.{name}"
        return name

    def _imported(self, name: str) -> str:
        parts = name.split(".")
        # Modules are lower case, classes mostly not; `collections.defaultdict` has the module before its last dot.
        length = next((at for at, part in enumerate(parts) if part[:1].isupper()), len(parts) - 1)
        length = max(min(length, len(parts) - 1), 1)
        module, local = ".".join(parts[:length]), parts[length]
        if not all(part.isidentifier() and not keyword.iskeyword(part) for part in parts):
            raise TypeExpressionError(f"{name} cannot be imported: not every part of it is an identifier")
        target = f"{module}.{local}"
        free = local not in self.names.bound and local not in BUILTINS and self.added.get(local, target) == target
        if free:
            self.added[local] = target
            self.imports.add(f"from {module} import {local}")
            return ".".join(parts[length:])
        root = parts[0]
        if root not in self.names.bound or self.names.imports.get(root) == root:
            self.imports.add(f"import {module}")
            return name
        alias = module.replace(".", "_")
        while alias in self.names.bound:
            alias += "_"
        self.imports.add(f"import {module} as {alias}")
        return f"{alias}.{'.'.join(parts[length:])}"


def _spellings(names: FileNames) -> dict[str, str]:
    """Canonical names, and modules with a dot behind, to how the module's own scope of the file can write them."""
    spellings = names.spellings
    if spellings:
        return spellings
    for local, qualified in names.definitions.items():
        if qualified not in spellings or "." in local:
            spellings[qualified] = local
    for local, target in names.imports.items():
        if local not in names.bound:
            continue
        spellings.setdefault(f"{target}.", local)
        meaning = resolve(local, names)
        # `Text` is nobody's idea of a better `str`.
        if not meaning.arguments and meaning.name[0] != "~" and meaning.name not in {"str", "None", UNION}:
            spellings.setdefault(meaning.name, local)
    for module in names.modules:
        spellings.setdefault(f"{module}.", module)
    spellings.setdefault("", "")  # not empty: looked at once
    return spellings
