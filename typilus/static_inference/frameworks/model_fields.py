"""The values of fields that classes of Django and SQLAlchemy describe: `name = models.CharField(max_length=100)`.

https://docs.djangoproject.com/en/stable/ref/models/fields/ and
https://docs.sqlalchemy.org/en/20/core/type_basics.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar

from typilus.static_inference.building.unit import Unit
from typilus.static_inference.definitions.scope_names import dotted
from typilus.static_inference.frameworks.converted_values import keywords_of, text_of, told
from typilus.static_inference.graph.dependency_graph import Semantics, TypeNode
from typilus.static_inference.graph.input_uses import Handing, Uses
from typilus.static_inference.graph.type_sets import TypeSet, join

__all__ = ["FieldValue", "field_of_model"]

_DJANGO = {
    **dict.fromkeys(("CharField", "TextField", "SlugField", "EmailField", "URLField", "FilePathField"), "str"),
    **dict.fromkeys(("GenericIPAddressField",), "str"),
    **dict.fromkeys(("IntegerField", "SmallIntegerField", "BigIntegerField", "PositiveIntegerField"), "int"),
    **dict.fromkeys(("PositiveSmallIntegerField", "PositiveBigIntegerField"), "int"),
    **dict.fromkeys(("AutoField", "BigAutoField", "SmallAutoField"), "int"),
    "BinaryField": "bytes",
    "BooleanField": "bool",
    "DateField": "datetime.date",
    "DateTimeField": "datetime.datetime",
    "DecimalField": "decimal.Decimal",
    "DurationField": "datetime.timedelta",
    "FloatField": "float",
    "TimeField": "datetime.time",
    "UUIDField": "uuid.UUID",
}
_DJANGO_RELATIONS = frozenset({"ForeignKey", "OneToOneField"})
_SQLALCHEMY = {
    **dict.fromkeys(("String", "Text", "Unicode", "UnicodeText", "VARCHAR", "CHAR", "TEXT"), "str"),
    **dict.fromkeys(("Integer", "BigInteger", "SmallInteger", "INTEGER", "BIGINT", "SMALLINT"), "int"),
    **dict.fromkeys(("Boolean", "BOOLEAN"), "bool"),
    **dict.fromkeys(("DateTime", "TIMESTAMP", "DATETIME"), "datetime.datetime"),
    **dict.fromkeys(("Float", "Double", "FLOAT"), "float"),
    **dict.fromkeys(("LargeBinary", "BLOB"), "bytes"),
    **dict.fromkeys(("Numeric", "DECIMAL"), "decimal.Decimal"),
    **dict.fromkeys(("Uuid", "UUID"), "uuid.UUID"),
    "Date": "datetime.date",
    "Interval": "datetime.timedelta",
    "Time": "datetime.time",
}
_COLUMNS = frozenset({"Column", "mapped_column"})


@dataclass(slots=True, eq=False, repr=False)
class FieldValue:
    """The values that objects have for a field, beside what describes it. They are no type of the class's variable."""

    name: ClassVar[str] = "field_value"
    uses: ClassVar[Uses] = Uses(handing=Handing.MERGED)

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return all inputs."""
        return join(inputs)


_FIELD_VALUE = FieldValue()


def field_of_model(unit: Unit, call: ast.Call, described: int) -> int:
    """Return the node of what objects have for a call in the body of a class, by itself that of what it describes."""
    values = list(_values(unit, call))
    return unit.add(_FIELD_VALUE, [described, *values], call) if values else described


def _values(unit: Unit, call: ast.Call) -> Iterator[int]:
    package, name = _origin(unit, call.func)
    keywords = keywords_of(call)
    if package == "django":
        if name in _DJANGO:
            yield told(unit, _DJANGO[name])
        elif name in _DJANGO_RELATIONS and (call.args or "to" in keywords):
            yield from _related(unit, call.args[0] if call.args else keywords["to"])
        else:
            return
        if _is_true(keywords.get("null")):
            yield told(unit, "None")
    elif package == "sqlalchemy" and name in _COLUMNS:
        types = (_origin(unit, node) for node in chain(call.args[:2], filter(None, [keywords.get("type_")])))
        texts = [_SQLALCHEMY[last] for origin, last in types if origin == package and last in _SQLALCHEMY]
        if texts:
            yield told(unit, texts[0])
            if _is_true(keywords.get("nullable")):
                yield told(unit, "None")


def _origin(unit: Unit, node: ast.expr) -> tuple[str, str]:
    """Return the package that a name comes from, and the name itself."""
    local, _, rest = dotted(node).partition(".")
    qualified = unit.module.names.imports.get(local, "")
    return qualified.partition(".")[0], (rest or qualified).rpartition(".")[2]


def _related(unit: Unit, target: ast.expr) -> Iterator[int]:
    """Yield the node of an object of the class that a relation names: by the class, by a text, or as `"self"`."""
    text = text_of(target)
    if text == "self" and unit.owner is not None:
        yield unit.program.told(unit.program.classes.public(unit.owner))
        return
    name = text.rpartition(".")[2] if text is not None else dotted(target)
    definition = unit.program.classes.find(f"{unit.module.name}.{name}")
    if definition is None and text is None:
        definition = unit.program.classes.find(unit.module.names.imports.get(name, name))
    if definition is not None:
        yield unit.program.told(unit.program.classes.public(definition))


def _is_true(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is True
