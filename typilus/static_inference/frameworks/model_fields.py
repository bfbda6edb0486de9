"""The values of fields that classes of Django and SQLAlchemy describe: `name = models.CharField(max_length=100)`.

https://docs.djangoproject.com/en/stable/ref/models/fields/ and
https://docs.sqlalchemy.org/en/20/core/type_basics.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import chain

from typilus.static_inference.building.unit import Unit
from typilus.static_inference.definitions.scope_names import dotted
from typilus.static_inference.frameworks.declarations import is_true, keywords_of, origin_of, text_of, told

__all__ = ["values_of_field"]

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


def values_of_field(unit: Unit, call: ast.Call) -> Iterator[int]:
    """Yield the nodes of what objects have for a call in the body of a class that describes a field."""
    package, name = origin_of(unit, call.func)
    keywords = keywords_of(call)
    if package == "django":
        if name in _DJANGO:
            yield told(unit, _DJANGO[name])
        elif name in _DJANGO_RELATIONS and (call.args or "to" in keywords):
            yield from _related(unit, call.args[0] if call.args else keywords["to"])
        else:
            return
        if is_true(keywords.get("null")):
            yield told(unit, "None")
    elif package == "sqlalchemy" and name in _COLUMNS:
        types = (origin_of(unit, node) for node in chain(call.args[:2], filter(None, [keywords.get("type_")])))
        texts = [_SQLALCHEMY[last] for origin, last in types if origin == package and last in _SQLALCHEMY]
        if texts:
            yield told(unit, texts[0])
            if is_true(keywords.get("nullable")):
                yield told(unit, "None")


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
