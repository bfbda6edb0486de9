"""A file's stub: what it defines, with its annotations and without its code."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator, Sequence

from graph_extraction import FunctionNode, applied_name, is_package_file, parse_source
from typilus.rewriting.stub_values import StubValues
from typilus.semantics import Scope, field_kind, is_generator, is_guard, own_nodes

__all__ = ["stub_of"]

_DYNAMIC_BASES = frozenset({"NamedTuple", "TypedDict", "namedtuple"})
_STAYING_BRANCHES = frozenset({"sys.platform", "sys.version_info"})


def stub_of(text: str, path: str) -> str:
    """Return the text of a `.pyi` for a file's text.

    Signatures, bases, decorators and the imports that these need stay; bodies, defaults and docstrings go. Attributes
    of objects move into their class. A variable without an annotation gets the type of its literal, or else `Any`;
    parameters and returns without one stay without. Of two branches the first is taken, unless they test the platform
    or the Python version: then both stay.

    Args:
        text: Text of the file.
        path: Name of the file in errors. An `__init__.py` re-exports what it imports from its package.

    Raises:
        SourceError: It cannot be parsed.
    """
    tree = parse_source(text.encode(), path).tree
    module = Scope(tree)
    own_any = any(isinstance(node, ast.ImportFrom) and _binds_any(node) for node in tree.body)
    any_name = "Any" if own_any or "Any" not in module.bound else "_Any"
    values = StubValues(module.bound, any_name, models=_models(tree))
    body = _Body(module, values, offers=is_package_file(path)).of(tree.body)
    used = {node.id for statement in body for node in ast.walk(statement) if isinstance(node, ast.Name)}
    exported = {name for node in body if _is_all(node) for name in _texts(node)}
    kept = list(_needed(body, used | exported))
    if any_name in used and not own_any:
        name = ast.alias("Any", None if any_name == "Any" else any_name)
        kept.insert(0, ast.ImportFrom("typing", [name], 0))
    if "ClassVar" in used - module.bound:
        kept.insert(0, ast.ImportFrom("typing", [ast.alias("ClassVar")], 0))
    if "builtins" in used - module.bound:
        kept.insert(0, ast.Import([ast.alias("builtins")]))
    return ast.unparse(ast.fix_missing_locations(ast.Module(kept, []))) + "\n" if kept else ""


def _models(tree: ast.Module) -> frozenset[str]:
    """The classes of a file that make fields of the annotations of the classes below them: models, typed tuples."""
    models: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            bases = {applied_name(base) for base in node.bases}
            if field_kind(node.bases, [], inherited=True) is not None or bases & models:
                models.add(node.name)
    return frozenset(models)


def _binds_any(node: ast.ImportFrom) -> bool:
    return node.module == "typing" and any(alias.name == "Any" and not alias.asname for alias in node.names)


def _is_all(node: ast.stmt) -> bool:
    target = (
        node.targets[0] if isinstance(node, ast.Assign) else node.target if isinstance(node, ast.AugAssign) else None
    )
    return isinstance(target, ast.Name) and target.id == "__all__"


def _texts(node: ast.AST) -> Iterator[str]:
    return (child.value for child in ast.walk(node) if isinstance(child, ast.Constant) and isinstance(child.value, str))


def _needed(body: Iterable[ast.stmt], names: set[str]) -> Iterator[ast.stmt]:
    """Yield the statements without unneeded imports. Those of the form `a as a` are re-exports and stay."""
    for node in body:
        if isinstance(node, ast.If):
            node.body = list(_needed(node.body, names)) or [ast.Expr(ast.Constant(...))]
            node.orelse = list(_needed(node.orelse, names))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            node.names = [
                alias
                for alias in node.names
                if alias.name in ("*", alias.asname) or (alias.asname or alias.name.partition(".")[0]) in names
            ]
            if not node.names:
                continue
        yield node


class _Body:
    """Makes the stubs of the statements of one block.

    Args:
        scope: Module or class.
        values: Declarations of its variables.
        offers: Whether it re-exports what it imports from its own package.
    """

    def __init__(self, scope: Scope, values: StubValues, offers: bool = False) -> None:
        self._scope = scope
        self._values = values
        self._offers = offers
        self._made: list[ast.stmt] = []
        self._named: dict[str, ast.stmt] = {}

    def of(self, statements: Sequence[ast.stmt]) -> list[ast.stmt]:
        """Return the stub of some statements."""
        for node in statements:
            self._add(node)
        return self._made

    def _add(self, node: ast.stmt) -> None:
        if isinstance(node, FunctionNode):
            self._add_function(node)
        elif isinstance(node, ast.ClassDef):
            self._put(node.name, self._class(node))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            self._add_import(node)
        elif isinstance(node, ast.If) and self._stays(node.test):
            both = [_Body(self._scope, self._values, self._offers).of(branch) for branch in (node.body, node.orelse)]
            self._made.append(ast.If(node.test, both[0] or [ast.Expr(ast.Constant(...))], both[1]))
        elif isinstance(node, ast.If | ast.Try | ast.With):
            first = [*node.body, *(node.orelse if isinstance(node, ast.Try) else ())]
            self.of(first)
            if isinstance(node, ast.If) and not is_guard(node):
                self.of(
                    [
                        statement
                        for statement in node.orelse
                        if not self._named.keys() & Scope(ast.Module([statement], [])).bound
                    ]
                )
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            for name, stub in self._values.of(node, self._scope):
                if name not in self._named or isinstance(node, ast.AugAssign):
                    self._put(name, stub, replacing=False)
        elif type(node).__name__ == "TypeAlias":
            self._made.append(node)

    def _stays(self, test: ast.expr) -> bool:
        return any(
            isinstance(node, ast.Attribute) and ast.unparse(node) in _STAYING_BRANCHES for node in ast.walk(test)
        )

    def _put(self, name: str, stub: ast.stmt, replacing: bool = True) -> None:
        before = self._named.get(name)
        if replacing and before in self._made:
            self._made.remove(before)
        self._named[name] = stub
        self._made.append(stub)

    def _add_import(self, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            return
        offered = self._offers and isinstance(node, ast.ImportFrom) and node.level > 0
        for alias in node.names:
            self._named.setdefault(alias.asname or alias.name.partition(".")[0], node)
            if offered and alias.name != "*":
                alias.asname = alias.asname or alias.name
        self._made.append(node)

    def _add_function(self, node: FunctionNode) -> None:
        before = self._named.get(node.name)
        if node.name == "_":  # what a dispatcher registers
            return
        decorators = [applied_name(decorator) for decorator in node.decorator_list]
        overloaded = isinstance(before, FunctionNode) and "overload" in map(applied_name, before.decorator_list)
        if overloaded and "overload" not in decorators:
            return  # the implementation
        stub = self._function(node)
        joins = overloaded or bool({"setter", "getter", "deleter"}.intersection(decorators))
        self._put(node.name, stub, replacing=not joins)

    def _function(self, node: FunctionNode) -> ast.stmt:
        arguments = node.args
        plain = self._values.plain
        for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]:
            argument.annotation = plain(argument.annotation)
        for star in (arguments.vararg, arguments.kwarg):
            if star is not None:
                star.annotation = plain(star.annotation)
        arguments.defaults = [ast.Constant(...) for _ in arguments.defaults]
        arguments.kw_defaults = [None if value is None else ast.Constant(...) for value in arguments.kw_defaults]
        # A generator's `async def` would be a coroutine that hands back a generator.
        node_type = ast.FunctionDef if is_generator(node) else type(node)
        fields = {**dict(ast.iter_fields(node)), "type_comment": None}
        return node_type(**{**fields, "returns": plain(node.returns), "body": [ast.Expr(ast.Constant(...))]})

    def _class(self, node: ast.ClassDef) -> ast.ClassDef:
        scope = Scope(node, self._scope)
        attributes = list(self._attributes(node))  # before the bodies go
        values = self._values.within(node)
        inner = _Body(scope, values)
        inner.of(node.body)
        own_names = set(inner._named)
        hoisted = [stub for name, stub in attributes if name not in own_names]
        accessors = [accessor for stub in hoisted for accessor in _accessors(stub)] if values.makes_fields else []
        body: list[ast.stmt] = [*inner._made, *accessors] if values.makes_fields else [*hoisted, *inner._made]
        names = {stub.target.id for stub in hoisted if isinstance(stub.target, ast.Name)}
        body = [visited for visited in (_Unhide(names).visit(stub) for stub in body) if visited is not None]
        bases = [self._base(base) for base in node.bases]
        fields = {**dict(ast.iter_fields(node)), "bases": bases, "body": body or [ast.Expr(ast.Constant(...))]}
        return ast.ClassDef(**fields)

    def _base(self, base: ast.expr) -> ast.expr:
        dynamic = isinstance(base, ast.Call) and applied_name(base) not in _DYNAMIC_BASES
        return self._values.any() if dynamic else base

    def _attributes(self, node: ast.ClassDef) -> Iterator[tuple[str, ast.AnnAssign]]:
        """Yield declarations of the attributes that methods assign to `self`, annotated assignments first."""
        declarations: dict[str, ast.AnnAssign] = {}
        for method in node.body:
            if not isinstance(method, FunctionNode) or not (method.args.posonlyargs or method.args.args):
                continue
            if {"staticmethod", "classmethod"} & set(map(applied_name, method.decorator_list)):
                continue
            receiver = (method.args.posonlyargs or method.args.args)[0].arg
            arguments = {argument.arg: argument.annotation for argument in (*method.args.args, *method.args.kwonlyargs)}
            for statement in own_nodes(method):
                if isinstance(statement, ast.Assign | ast.AnnAssign):
                    for name, stub in self._values.attributes(statement, receiver, arguments):
                        if name not in declarations or (isinstance(statement, ast.AnnAssign)):
                            declarations[name] = stub
        return iter(declarations.items())


def _accessors(stub: ast.AnnAssign) -> Iterator[ast.stmt]:
    """An attribute as a property, which is no field."""
    assert isinstance(stub.target, ast.Name)
    name, type_ = stub.target.id, ast.unparse(stub.annotation)
    if name.startswith("__"):
        return
    yield from ast.parse(
        f"@property\ndef {name}(self) -> {type_}: ...\n@{name}.setter\ndef {name}(self, value: {type_}) -> None: ...\n"
    ).body


class _Unhide(ast.NodeTransformer):
    """Rename types in a class with attributes of the same names, by another import."""

    def __init__(self, hidden: set[str]) -> None:
        self._hidden = hidden

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        node.annotation = self.visit(node.annotation)
        return node

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self._hidden and hasattr(builtins, node.id):
            return ast.Attribute(ast.Name("builtins", ast.Load()), node.id, ast.Load())
        return node
