"""A `.pyi` for a file: its names with their annotations, and nothing of how they come about."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from graph_extraction.source import parse_source
from typilus.rewriting.edits import AnnotatedSource
from typilus.rewriting.field_classes import field_classes, last_name
from typilus.rewriting.import_insertion import is_guard
from typilus.rewriting.scopes import Function, own_nodes
from typilus.rewriting.stub_signatures import annotation, signature

__all__ = ["make_stub"]

_INCOMPLETE = "Incomplete"
_MAKERS = frozenset({"TypeVar", "ParamSpec", "TypeVarTuple", "NewType", "namedtuple", "NamedTuple", "TypedDict"})
_STRANGER = "made by"
"""How `field_classes` begins what it says of classes with bases from other files."""
_KEPT = frozenset({"__all__", "__slots__", "__match_args__"})
_GENERICS = frozenset({"dict", "frozenset", "list", "set", "tuple", "type"})
_BUILTIN_TYPES = frozenset(name for name in dir(builtins) if isinstance(getattr(builtins, name), type))
_SPECIAL = frozenset({"Final", "TypeAlias"})
_Block = ast.Module | ast.ClassDef


def make_stub(source: AnnotatedSource | bytes | str, path: str = "<string>") -> str:
    """A stub: public and private names, `...` for every body and default, the imports that it needs.

    A variable without annotation has the type of its constant, or of the parameter that it takes; else it is
    `Incomplete`, as stubs say for `Any` where nobody has looked yet. Attributes that methods assign stand in the class.

    Args:
        source: the file, its text, or what `annotate_source` made of it.
        path: names it in errors; a package's `__init__` exports what it imports from its own modules.

    Raises:
        SourceError: it cannot be decoded or parsed.
    """
    if isinstance(source, AnnotatedSource):
        return make_stub(source.after, source.path)
    tree = parse_source(source, path).tree
    writer = _StubWriter(tree)
    body = writer.block(tree)
    if writer.incomplete:
        names = ast.ImportFrom("_typeshed", [ast.alias(_INCOMPLETE)], 0)
        body = [names, *body]
    body = _only_used_imports(body, PurePath(path).stem == "__init__")
    return ast.unparse(ast.fix_missing_locations(ast.Module(body, []))) + "\n" if body else ""


@dataclass
class _Scope:
    """One block, the functions and classes that it defines, and the names that its stub has so far."""

    is_class: bool
    is_enum: bool = False
    defined: frozenset[str] = frozenset()
    seen: set[str] = field(default_factory=set)

    def takes(self, name: str) -> bool:
        """Whether a name is new; the first of several definitions stays."""
        if name in self.seen:
            return False
        self.seen.add(name)
        return True


class _StubWriter:
    def __init__(self, tree: ast.Module) -> None:
        self._kinds = field_classes(tree)
        self._imported: set[str] = set()
        self._types: set[str] = set()
        for node in own_nodes(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                self._imported.update(alias.asname or alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ClassDef):
                self._types.add(node.name)
            elif isinstance(node, Function):
                self._imported.add(node.name)
        self.incomplete = False

    def block(self, owner: _Block) -> list[ast.stmt]:
        """The statements of a module's or class's stub."""
        is_enum = isinstance(owner, ast.ClassDef) and self._kinds.get(owner) == "an enumeration"
        defined = frozenset(node.name for node in own_nodes(owner) if isinstance(node, Function | ast.ClassDef))
        scope = _Scope(isinstance(owner, ast.ClassDef), is_enum, defined)
        body = list(self._statements(owner.body, scope))
        if isinstance(owner, ast.ClassDef):
            body[:0] = self._attributes(owner, scope)
        return body

    def _statements(self, body: Sequence[ast.stmt], scope: _Scope) -> Iterator[ast.stmt]:
        for node in body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                new = [each for each in node.names if scope.takes(each.asname or each.name)]
                if new and getattr(node, "module", "") != "__future__":
                    node.names = new
                    yield node
            elif isinstance(node, Function):
                yield from self._function(node, scope)
            elif isinstance(node, ast.ClassDef):
                if scope.takes(node.name):
                    yield self._class(node)
            elif isinstance(node, ast.AnnAssign):
                yield from self._declared(node, scope)
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    yield from self._assigned(target, node.value, scope)
            elif isinstance(node, ast.AugAssign):
                if last_name(node.target) == "__all__" and _is_literal(node.value):
                    yield node
            elif type(node).__name__ == "TypeAlias":
                yield node
            else:
                yield from self._compound(node, scope)

    def _compound(self, node: ast.stmt, scope: _Scope) -> Iterator[ast.stmt]:
        """Blocks are opened, the first first; conditions on the version and platform stay."""
        if isinstance(node, ast.If) and not is_guard(node):
            if _is_main(node.test):
                return
            if "sys.version_info" in ast.unparse(node.test) or "sys.platform" in ast.unparse(node.test):
                seen = set(scope.seen)
                node.body = list(self._statements(node.body, scope)) or [ast.Pass()]
                inside, scope.seen = scope.seen, seen
                node.orelse = list(self._statements(node.orelse, scope))
                scope.seen |= inside
                yield node
                return
        for name in ("body", "orelse", "finalbody"):
            yield from self._statements(getattr(node, name, []), scope)
        for handler in getattr(node, "handlers", []):
            yield from self._statements(handler.body, scope)

    def _function(self, node: Function, scope: _Scope) -> Iterator[ast.stmt]:
        decorators = [last_name(each) for each in node.decorator_list]
        if scope.takes(node.name) or {"overload", "setter", "deleter", "getter"} & set(decorators):
            known = [each for each in node.decorator_list if self._is_known(each, scope)]
            yield signature(node, known)

    def _class(self, node: ast.ClassDef) -> ast.ClassDef:
        bases = [base if self._is_base(base) else self._unknown() for base in node.bases]
        module = _Scope(is_class=False)
        node.decorator_list = [each for each in node.decorator_list if self._is_known(each, module)]
        node.keywords = [each for each in node.keywords if self._is_known(each.value, module)]
        self._types.add(node.name)
        body = self.block(node)
        node.bases, node.body = bases, body or [ast.Expr(ast.Constant(...))]
        return node

    def _is_base(self, base: ast.expr) -> bool:
        if isinstance(base, ast.Call):
            return last_name(base) in _MAKERS
        known = self._imported | self._types | set(dir(builtins))
        return all(node.id in known for node in ast.walk(base) if isinstance(node, ast.Name))

    def _is_known(self, node: ast.expr, scope: _Scope) -> bool:
        """Whether everything that an expression names is in the stub."""
        names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
        return names <= self._imported | self._types | scope.seen | {"property", "staticmethod", "classmethod", "type"}

    def _unknown(self) -> ast.expr:
        self.incomplete = True
        return ast.Name(_INCOMPLETE)

    def _declared(self, node: ast.AnnAssign, scope: _Scope) -> Iterator[ast.stmt]:
        if isinstance(node.target, ast.Name) and scope.takes(node.target.id):
            written = annotation(node.annotation)
            value: ast.expr | None = None
            if last_name(written) in _SPECIAL or scope.is_enum:
                value = node.value
            elif scope.is_class and node.value is not None:
                value = _field_value(node.value)
            yield ast.AnnAssign(node.target, written, value, 1)

    def _assigned(self, target: ast.expr, value: ast.expr, scope: _Scope) -> Iterator[ast.stmt]:
        if isinstance(target, ast.Tuple | ast.List):
            for element in target.elts:
                yield from self._assigned(element, ast.Constant(...), scope)
        elif isinstance(target, ast.Starred):
            yield from self._assigned(target.value, ast.Constant(...), scope)
        if not isinstance(target, ast.Name) or target.id == "_":
            return
        name, is_kept = target.id, target.id in _KEPT
        # `Shop = None` before `class Shop` only holds its place.
        if name in scope.defined or (is_kept and not _is_literal(value)) or not scope.takes(name):
            return
        if scope.is_enum:
            yield ast.Assign([target], value if _is_literal(value) else ast.Constant(...), lineno=1)
        elif is_kept or self._is_alias(value, scope):
            self._types.add(name)
            yield ast.Assign([target], value, lineno=1)
        else:
            yield ast.AnnAssign(target, self._type_of(value), None, 1)

    def _is_alias(self, value: ast.expr, scope: _Scope) -> bool:
        """Whether a value is a type, a function or a module under another name, or a type variable."""
        if isinstance(value, ast.Call):
            return last_name(value) in _MAKERS and not scope.is_class
        if isinstance(value, ast.Name):
            return value.id in scope.seen & (self._imported | self._types)
        if isinstance(value, ast.Subscript):
            names = {each.id for each in ast.walk(value) if isinstance(each, ast.Name)}
            is_generic = last_name(value.value)[:1].isupper() or last_name(value.value) in _GENERICS
            return is_generic and names <= self._imported | self._types | _BUILTIN_TYPES
        return False

    def _type_of(self, value: ast.expr) -> ast.expr:
        if isinstance(value, ast.Constant) and isinstance(value.value, bool | int | float | complex | str | bytes):
            return ast.Name(type(value.value).__name__)
        if isinstance(value, ast.JoinedStr):
            return ast.Name("str")
        if isinstance(value, ast.Constant) and value.value is None:
            return ast.BinOp(self._unknown(), ast.BitOr(), ast.Constant(None))
        return self._unknown()

    def _attributes(self, owner: ast.ClassDef, scope: _Scope) -> list[ast.stmt]:
        """Declarations of what methods assign to their receiver: by annotation, parameter or constant.

        In classes that make fields of declarations there are none.
        """
        if not self._kinds.get(owner, _STRANGER).startswith(_STRANGER):
            return []
        found: dict[str, ast.expr] = {}
        annotated: dict[str, ast.expr] = {}
        for method in own_nodes(owner):
            if not isinstance(method, Function) or not (method.args.posonlyargs or method.args.args):
                continue
            arguments = [*method.args.posonlyargs, *method.args.args, *method.args.kwonlyargs]
            types = {each.arg: annotation(each.annotation) for each in arguments if each.annotation is not None}
            for target, value, written in _assignments(method):
                if not isinstance(target, ast.Attribute) or not isinstance(target.value, ast.Name):
                    continue
                if target.value.id != arguments[0].arg:
                    continue
                if written is not None:
                    annotated.setdefault(target.attr, annotation(written))
                elif target.attr not in found:
                    known = types.get(value.id) if isinstance(value, ast.Name) else None
                    found[target.attr] = known or self._type_of(value)
        return [
            ast.AnnAssign(ast.Name(name), type_, None, 1)
            for name, type_ in {**found, **annotated}.items()
            if scope.takes(name)
        ]


def _assignments(method: Function) -> Iterator[tuple[ast.expr, ast.expr, ast.expr | None]]:
    """Targets, their values (`...` where they are taken apart) and annotations, in the order of the text."""
    for node in own_nodes(method):
        if isinstance(node, ast.AnnAssign):
            yield node.target, node.value or ast.Constant(...), node.annotation
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Tuple | ast.List):
                    yield from ((element, ast.Constant(...), None) for element in target.elts)
                else:
                    yield target, node.value, None


def _field_value(value: ast.expr) -> ast.expr | None:
    """What stands for the default of a class's declared variable; `field(...)` may be none, or no argument."""
    if not isinstance(value, ast.Call) or last_name(value) not in ("field", "Field", "ib", "attrib"):
        return ast.Constant(...)
    keywords = {each.arg: each for each in value.keywords}
    if "init" in keywords and last_name(value) == "field":
        return ast.Call(value.func, [], [keywords["init"]])
    return ast.Constant(...) if value.args or {"default", "default_factory", "factory"} & keywords.keys() else None


def _is_literal(value: ast.expr) -> bool:
    try:
        ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError):
        return False
    return True


def _is_main(test: ast.expr) -> bool:
    return isinstance(test, ast.Compare) and last_name(test.left) == "__name__"


def _only_used_imports(body: list[ast.stmt], is_package: bool) -> list[ast.stmt]:
    """The statements without imports of names that no other statement uses."""
    used: set[str] = set()
    for node in ast.walk(ast.Module(body, [])):
        if isinstance(node, ast.Name):
            used.add(node.id)
        elif isinstance(node, ast.Assign | ast.AugAssign) and "__all__" in ast.unparse(node):
            used.update(ast.literal_eval(node.value))

    def kept(statements: list[ast.stmt]) -> list[ast.stmt]:
        rest: list[ast.stmt] = []
        for node in statements:
            if isinstance(node, ast.ImportFrom) and is_package and node.level:
                for alias in node.names:
                    alias.asname = alias.asname or (alias.name if alias.name != "*" else None)
            elif isinstance(node, ast.Import | ast.ImportFrom):
                node.names = [
                    alias
                    for alias in node.names
                    if alias.name == "*" or (alias.asname or alias.name.partition(".")[0]) in used
                ]
                if not node.names:
                    continue
            elif isinstance(node, ast.If):
                node.body, node.orelse = kept(node.body) or [ast.Pass()], kept(node.orelse)
            rest.append(node)
        return rest

    return kept(body)
