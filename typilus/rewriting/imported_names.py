"""One name that an added import statement binds."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ImportedName", "import_of"]

_CHEAP = frozenset({"builtins", "collections", "collections.abc", "typing"})


@dataclass(frozen=True, slots=True)
class ImportedName:
    """`from module import name`, or `import module` and `import module as alias` where there is no name."""

    module: str
    name: str | None = None
    alias: str | None = None

    @property
    def local(self) -> str:
        """The name that it binds."""
        return self.alias or self.name or self.module.partition(".")[0]

    @property
    def target(self) -> str:
        """The absolute name that the bound name stands for."""
        if self.name is not None:
            return f"{self.module}.{self.name}"
        return self.module if self.alias is not None else self.module.partition(".")[0]

    @property
    def is_cheap(self) -> bool:
        """Return whether every program has loaded the module already, and it cannot be part of a cycle."""
        return self.module in _CHEAP

    def __str__(self) -> str:
        if self.name is not None:
            return f"from {self.module} import {self.name}"
        return f"import {self.module} as {self.alias}" if self.alias is not None else f"import {self.module}"


def import_of(statement: str) -> ImportedName:
    """Read a statement as `annotation_types.render` writes them."""
    words = statement.split()
    if words[0] == "from":
        return ImportedName(words[1], words[3])
    return ImportedName(words[1], alias=words[3] if len(words) > 2 else None)
