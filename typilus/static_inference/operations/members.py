"""The types of names in modules and of members of objects."""

from __future__ import annotations

import ast

from graph_extraction import FunctionNode
from typilus.annotation_types import NONE, TypeExpression, is_camel_case
from typilus.static_inference.definitions.class_hierarchy import Found, Member
from typilus.static_inference.definitions.module_text import ClassDefinition, FunctionDefinition, ModuleText
from typilus.static_inference.definitions.scope_names import plain, versions
from typilus.static_inference.definitions.substitution import applied, without_variables
from typilus.static_inference.graph.dependency_graph import Semantics
from typilus.static_inference.graph.type_sets import (
    UNKNOWN,
    FunctionValue,
    ModuleValue,
    SuperValue,
    TypeSet,
    Value,
    class_object,
    join,
    type_set,
)
from typilus.static_inference.operations.calling import call_function, keeps_signature
from typilus.static_inference.operations.getters import is_getter
from typilus.static_inference.operations.metaclasses import metaclass_of
from typilus.static_inference.operations.operands import hand_operands

__all__ = ["member_of_module", "member_of_value", "own_name", "read_member", "value_of"]

_AUTO = TypeExpression("enum.auto")
_OF_MODULES = frozenset({"__name__", "__file__", "__doc__"})


def value_of(semantics: Semantics, definition: Found) -> TypeSet:
    """Return the type of a defined name as a value."""
    if isinstance(definition, ClassDefinition):
        return type_set(class_object(semantics.classes.public(definition)))
    if isinstance(definition, FunctionDefinition):
        is_foreign = semantics.program.modules.is_foreign(definition.module)
        if definition.module.is_stub or (is_foreign and definition.is_declared):
            return type_set(FunctionValue(definition))
        return semantics.slot(semantics.program.variable(definition.module, plain(definition.scope)))
    if isinstance(definition, ModuleText):
        return type_set(ModuleValue(definition.name))
    module, name = definition
    if module.is_stub:
        return _declared(semantics, module, name)
    return semantics.slot(semantics.program.variable(module, name))


def _declared(semantics: Semantics, module: ModuleText, name: str) -> TypeSet:
    """A variable of a stub."""
    for statement in module.body.get(name, ()):
        if isinstance(statement, ast.AnnAssign):
            declared = semantics.program.read_type(statement.annotation, module)
            return _evaluated(semantics, module, statement.value) if declared is None else _as_set(declared)
        if isinstance(statement, ast.Assign):
            return _evaluated(semantics, module, statement.value)
    return UNKNOWN


def _as_set(declared: TypeExpression) -> TypeSet:
    return type_set(without_variables(declared))


def _evaluated(semantics: Semantics, module: ModuleText, node: ast.expr | None) -> TypeSet:
    """Return the type of what a stub assigns: `choice = _inst.choice`, `EPERM: Final = 1`, `I: Final = RegexFlag.I`."""
    constant = node.operand if isinstance(node, ast.UnaryOp) else node
    if isinstance(constant, ast.Constant) and constant.value is not None and constant.value is not ...:
        return type_set(TypeExpression(type(constant.value).__name__))
    if isinstance(node, ast.Name):
        definition = semantics.classes.lookup(module, node.id)
        is_circle = isinstance(definition, tuple) and definition[1] == node.id and not _is_declared(*definition)
        return UNKNOWN if definition is None or is_circle else value_of(semantics, definition)
    if isinstance(node, ast.Attribute):
        values = _evaluated(semantics, module, node.value)
        return join(member_of_value(semantics, value, node.attr) or UNKNOWN for value in values.ordered)
    return UNKNOWN


def _is_declared(module: ModuleText, name: str) -> bool:
    return any(isinstance(statement, ast.AnnAssign) for statement in module.body.get(name, ()))


def member_of_module(semantics: Semantics, origin: str, name: str) -> TypeSet:
    """Return the type of a name in a module: `from origin import name`."""
    module = semantics.program.modules.find(origin)
    definition = None if module is None else semantics.classes.lookup(module, name)
    if definition is None:
        inner = semantics.program.modules.find(f"{origin}.{name}")
        if inner is not None:
            return type_set(ModuleValue(inner.name))
        return own_name(name) or (_unseen(origin, name) if module is None else UNKNOWN)
    return value_of(semantics, definition)


def own_name(name: str) -> TypeSet | None:
    """Return the type of a name that every module has, None for others."""
    if name not in _OF_MODULES:
        return None
    return type_set(TypeExpression("str"), *([NONE] if name == "__doc__" else []))


def _unseen(origin: str, name: str) -> TypeSet:
    """A name of a module whose text is not there: one that is written as classes are is taken for a class."""
    is_class = is_camel_case(name)
    return type_set(class_object(TypeExpression(f"{origin}.{name}")), is_open=True) if is_class and origin else UNKNOWN


def member_of_value(semantics: Semantics, value: Value, name: str) -> TypeSet | None:
    """Return the type of a member of an object, class, function or module, None without one."""
    if isinstance(value, ModuleValue):
        return member_of_module(semantics, value.name, name)
    if isinstance(value, SuperValue):
        return read_member(semantics, value.receiver, name, after=value.after)
    if isinstance(value, FunctionValue):
        return type_set(TypeExpression("str")) if name in ("__name__", "__qualname__", "__module__") else None
    if value.name == "type" and value.arguments:
        return _of_class(semantics, value.arguments[0], name)
    return read_member(semantics, value, name)


def _of_class(semantics: Semantics, instance: TypeExpression, name: str) -> TypeSet | None:
    """Return the type of an attribute of a class itself. The members of an enumeration are its objects."""
    if name == "__name__":
        return type_set(TypeExpression("str"))
    member = semantics.classes.member(instance, name)
    if member is None:
        return read_member(semantics, metaclass_of(semantics, instance) or TypeExpression("type"), name)
    return _member(semantics, instance, member, name, of_class=True)


def read_member(semantics: Semantics, type_: TypeExpression, name: str, after: str = "") -> TypeSet | None:
    """Return the type of a member of an object, None without one."""
    member = semantics.classes.member(type_, name, after)
    if member is None:
        return _of_heirs(semantics, type_, name) or _by_getattr(semantics, type_, name)
    return _member(semantics, type_, member, name)


def _of_heirs(semantics: Semantics, type_: TypeExpression, name: str) -> TypeSet | None:
    """Return what the subclasses of a mixin have under a name that it only reads."""
    heirs = semantics.classes.mixed_in.get((type_.name, name), ())
    return join(read_member(semantics, heir, name) or UNKNOWN for heir in heirs).with_unknown() if heirs else None


def _by_getattr(semantics: Semantics, type_: TypeExpression, name: str) -> TypeSet | None:
    if name.startswith("__") or semantics.classes.member(type_, "__getattr__") is None:
        return None
    return (semantics.call(type_, "__getattr__", [type_set(TypeExpression("str"))]) or UNKNOWN).with_unknown()


def _member(semantics: Semantics, type_: TypeExpression, member: Member, name: str, of_class: bool = False) -> TypeSet:
    owner = member.owner.definition
    type_arguments = dict(
        zip(semantics.classes.parameters(member.owner.type.name), member.owner.type.arguments, strict=False)
    )
    if name in ("value", "_value_") and not of_class and owner.module.is_stub and owner.scope == "Enum":
        return _value_of_enum(semantics, type_)
    functions = versions(member.statements)
    if functions:
        return _function(semantics, type_, owner, functions[-1], of_class, type_arguments)
    for statement in member.statements:
        if isinstance(statement, ast.ClassDef):
            return type_set(class_object(semantics.classes.public(owner.module.class_of(statement, owner.scope))))
        if isinstance(statement, ast.AnnAssign):
            return _got(semantics, _annotated(semantics, statement, type_, owner, type_arguments), type_, of_class)
    if _is_member_of_enum(semantics, owner, name, member):
        return type_set(TypeExpression(semantics.classes.public(owner).name))
    if owner.module.is_stub:
        return _aliased(semantics, type_, member)
    stored = semantics.slot(semantics.program.attribute(owner, name))
    return _got(semantics, stored, type_, of_class) if member.statements else stored


def _got(semantics: Semantics, stored: TypeSet, type_: TypeExpression, of_class: bool) -> TypeSet:
    """Return the type of reading a value stored in a class's body, which calls `__get__` of descriptors.

    One that has only `__set__` stays out of sight: an object has what was stored for it. Only who asks the class gets
    the descriptor itself: `if instance is None: return self`.
    """
    objects = [type_ for type_ in stored.types if type_.name != "type"]
    getters = {type_ for type_ in objects if semantics.classes.member(type_, "__get__")}
    if not getters:
        setters = {type_ for type_ in objects if semantics.classes.member(type_, "__set__")}
        return TypeSet(stored.alternatives - setters, True) if setters and not of_class else stored
    instance, owner = NONE if of_class else type_, class_object(type_)
    handed = [semantics.program.told(argument) for argument in (instance, owner)]
    hand_operands(semantics, TypeSet(frozenset(getters)), "__get__", handed)
    arguments = [type_set(instance), type_set(owner)]
    results = [
        (semantics.call(value, "__get__", arguments) or UNKNOWN) if value in getters else type_set(value)
        for value in stored.ordered
    ]
    types = join(results).with_unknown(stored.is_open)
    others = types.without(*(getter.name for getter in getters))
    return others if others.alternatives and not of_class else types


def _annotated(
    semantics: Semantics,
    statement: ast.AnnAssign,
    type_: TypeExpression,
    owner: ClassDefinition,
    type_arguments: dict[str, TypeExpression],
) -> TypeSet:
    declared = semantics.program.read_type(statement.annotation, owner.module)
    if declared is None:
        return _evaluated(semantics, owner.module, statement.value)
    return _as_set(applied(declared, type_, type_arguments))


def _function(
    semantics: Semantics,
    type_: TypeExpression,
    owner: ClassDefinition,
    nodes: list[FunctionNode],
    of_class: bool,
    type_arguments: dict[str, TypeExpression],
) -> TypeSet:
    definition = owner.module.function_of(nodes, owner.scope, owner)
    if is_getter(semantics.classes, definition):
        if of_class:
            return UNKNOWN
        return call_function(semantics, FunctionValue(owner.module.getter_of(definition), type_), [], ())
    value: Value
    if definition.is_static:
        value = FunctionValue(definition)
    elif definition.is_class_method:
        value = FunctionValue(definition, class_object(type_))
    else:
        value = FunctionValue(definition, None if of_class else type_)
    return type_set(value) if keeps_signature(definition) else type_set(value, is_open=True)


def _is_member_of_enum(semantics: Semantics, owner: ClassDefinition, name: str, member: Member) -> bool:
    assigned = any(isinstance(statement, ast.Assign) for statement in member.statements)
    return (
        assigned
        and not name.startswith("_")
        and semantics.classes.is_subclass(semantics.classes.public(owner).name, "enum.Enum")
    )


def _value_of_enum(semantics: Semantics, type_: TypeExpression) -> TypeSet:
    """Return the type of the values assigned to the members of an enumeration."""
    definition = semantics.classes.find(type_.name)
    if definition is None or definition.module.is_stub:
        return UNKNOWN
    names = [
        name
        for name, bound in definition.body.items()
        if not name.startswith("_") and any(isinstance(node, ast.Assign) for node in bound)
    ]
    stored = join(semantics.slot(semantics.program.attribute(definition, name)) for name in names)
    if "_generate_next_value_" in definition.body:
        return stored.without(_AUTO.name).with_unknown(_AUTO in stored.alternatives)
    counted = TypeExpression("str" if semantics.classes.is_subclass(type_.name, "enum.StrEnum") else "int")
    return type_set(*(counted if value == _AUTO else value for value in stored.ordered), is_open=stored.is_open)


def _aliased(semantics: Semantics, type_: TypeExpression, member: Member) -> TypeSet:
    """`__rmul__ = __mul__` in a stub."""
    for statement in member.statements:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Name):
            return read_member(semantics, type_, statement.value.id) or UNKNOWN
    return UNKNOWN
