"""Values that programs have when they run, held against the types that their documents reveal.

A program is executed and watched: the arguments and results of its functions, its variables when their scope ends, and
the attributes of its objects at the very end. A type that a value is no instance of is wrong, whoever wrote it.
"""

from __future__ import annotations

import ast
import builtins
import collections
import contextlib
import importlib
import inspect
import io
import sys
import typing
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType, MemberDescriptorType, ModuleType
from typing import Any

from typilus.annotation_types import TypeExpression, parse_type

__all__ = ["Witnesses", "admits", "watch"]

_ANYTHING = frozenset({"typing.Any", "object", "typing.Self"})
_OTHERS: Mapping[str, tuple[type, ...]] = {
    "float": (int,),
    "complex": (int, float),
    "typing.TextIO": (io.TextIOBase,),
    "typing.BinaryIO": (io.RawIOBase, io.BufferedIOBase),
}
"""Classes whose objects count as objects of another class."""
_PAUSING = inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR | inspect.CO_COROUTINE
_ENDS = (StopIteration, StopAsyncIteration)
"""What what is awaited or delegated to ends with, which is no error of the one that waits."""
_STORED = (MemberDescriptorType, type(vars(collections.namedtuple("Pair", "left right"))["left"]))
"""What classes have in the place of attributes whose values objects keep in slots."""
_LOCALS = ".<locals>"


@dataclass(slots=True)
class Witnesses:
    """The values of one run, by the qualified names that predictions have; yielded ones apart from returned ones.

    Attributes:
        module: The module that the program became.
        values: Values of parameters, returns and variables, by their identity.
        yielded: Values that generators have given.
    """

    module: ModuleType
    values: dict[str, dict[int, object]] = field(default_factory=dict)
    yielded: dict[str, dict[int, object]] = field(default_factory=dict)

    def note(self, scope: str, named: Iterable[tuple[str, object]]) -> None:
        """Keep what names of a scope have."""
        for name, value in named:
            self.values.setdefault(f"{scope}.{name}".removeprefix("."), {})[id(value)] = value

    def contradiction(self, name: str, type_: str) -> str | None:
        """Why a type of a symbol is wrong in the light of its values; None if it admits them all.

        Raises:
            LookupError: The type is of a class that is none at run time.
        """
        expression = parse_type(type_)
        for value in self.values.get(name, {}).values():
            if not admits(expression, value, self.module):
                return f"{name} has been {value!r:.60}, which is no {type_}"
        for value in self.yielded.get(name, {}).values():
            given = expression.arguments[:1] + expression.arguments[2:]  # what is yielded, what is returned in the end
            if given and not any(admits(argument, value, self.module) for argument in given):
                return f"{name} has given {value!r:.60}, which {type_} does not"
        return None

    def has(self, name: str) -> bool:
        """Whether the run has come by a symbol."""
        return name in self.values or name in self.yielded


def watch(path: Path) -> Witnesses:
    """Run a program from its folder, its own modules importable, with nothing to read and its output swallowed.

    Raises:
        Exception: The program does.
    """
    code = compile(path.read_bytes(), str(path), "exec")
    module = ModuleType(f"{path.stem}_program")  # programs are called as modules of the standard library are
    module.__file__ = str(path)
    witnesses = Witnesses(module)
    before = set(sys.modules)
    sys.modules[module.__name__] = module
    sys.path.insert(0, str(path.parent))
    tracer = sys.gettrace()
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            sys.settrace(_watcher(witnesses, str(path), _qualified_names(path)))
            exec(code, vars(module))
    finally:
        sys.settrace(tracer)
        sys.path.remove(str(path.parent))
        for name in set(sys.modules) - before:
            if _is_below(sys.modules[name], path.parent):
                del sys.modules[name]
    _add_attributes(witnesses)
    return witnesses


def _is_below(module: ModuleType, folder: Path) -> bool:
    return str(getattr(module, "__file__", None) or "").startswith(str(folder))


def _qualified_names(path: Path) -> dict[tuple[int, str], str]:
    """The scopes of functions by the first line and the name that their code has."""
    found = {(1, "<module>"): ""}

    def visit(node: ast.AST, scope: str, is_function: bool) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                inner = f"{scope}{_LOCALS if is_function else ''}.{child.name}".removeprefix(".")
                if not isinstance(child, ast.ClassDef):
                    first = min(decorator.lineno for decorator in [*child.decorator_list, child])
                    found[first, child.name] = inner
                visit(child, inner, not isinstance(child, ast.ClassDef))
            else:
                visit(child, scope, is_function)

    visit(ast.parse(path.read_bytes()), "", False)
    return found


def _watcher(
    witnesses: Witnesses, path: str, scopes: Mapping[tuple[int, str], str]
) -> Callable[[FrameType, str, Any], Any]:
    raised: set[FrameType] = set()
    begun: set[FrameType] = set()  # a generator is entered again and again

    def trace(frame: FrameType, event: str, value: Any) -> Any:
        code = frame.f_code
        scope = scopes.get((code.co_firstlineno, code.co_name))
        if code.co_filename != path or scope is None:
            return None
        if event == "call":
            if frame not in begun:
                begun.add(frame)
                witnesses.note(scope, _arguments(frame))
            return trace
        parameters = _parameters(code)
        witnesses.note(scope, ((name, held) for name, held in frame.f_locals.items() if name not in parameters))
        if event == "return" and frame not in raised and value is not NotImplemented:
            _note_result(witnesses, scope, code, value)
        is_error = event == "exception" and not (code.co_flags & _PAUSING and issubclass(value[0], _ENDS))
        (raised.add if is_error else raised.discard)(frame)
        return trace

    return trace


def _arguments(frame: FrameType) -> Iterator[tuple[str, object]]:
    """What a function is called with; of `*rest` and `**named` each of what they hold."""
    code, held = frame.f_code, frame.f_locals
    *plain, rest, named = _parameters(code)
    for name in filter(None, plain):
        yield name, held[name]
    for value in held[rest] if rest else ():
        yield rest, value
    for value in held[named].values() if named else ():
        yield named, value


def _parameters(code: CodeType) -> tuple[str, ...]:
    """The names of all parameters; the last two are the starred ones, empty where there are none."""
    count = code.co_argcount + code.co_kwonlyargcount
    plain, starred = code.co_varnames[:count], iter(code.co_varnames[count:])
    rest = next(starred) if code.co_flags & inspect.CO_VARARGS else ""
    return (*plain, rest, next(starred) if code.co_flags & inspect.CO_VARKEYWORDS else "")


def _note_result(witnesses: Witnesses, scope: str, code: CodeType, value: object) -> None:
    """A generator's frame ends with None whenever it is done; a coroutine's, too, with a future, whenever it waits."""
    around, is_nested, name = scope.rpartition(f"{_LOCALS}.")
    found = witnesses.values
    if code.co_flags & (inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR):
        found = witnesses.yielded
    if (found is witnesses.values and not code.co_flags & inspect.CO_COROUTINE) or not _is_pause(value):
        found.setdefault(f"{around}.{name}()" if is_nested else f"{scope}()", {})[id(value)] = value


def _is_pause(value: object) -> bool:
    return value is None or hasattr(value, "_asyncio_future_blocking") or "wrapped_value" in type(value).__name__


def _add_attributes(witnesses: Witnesses) -> None:
    """What the objects that were seen, and their classes, have in the end."""
    seen = {identity: value for values in witnesses.values.values() for identity, value in values.items()}
    classes = {value if isinstance(value, type) else type(value): None for value in seen.values()}
    for owner in dict.fromkeys(owner for class_ in classes for owner in class_.__mro__):
        if owner.__module__ != witnesses.module.__name__ or typing.is_typeddict(owner):
            continue
        holders = [owner, *(value for value in seen.values() if isinstance(value, owner))]
        for holder in holders:
            for name in dir(holder):
                value = inspect.getattr_static(holder, name)
                if isinstance(value, _STORED) and holder is not owner:
                    value = getattr(holder, name, None)
                if not isinstance(value, _STORED):
                    witnesses.note(owner.__qualname__, [(name, value)])


def admits(type_: TypeExpression, value: object, module: ModuleType) -> bool:
    """Return whether a value is of a type, as far as it can be told without using the value up."""
    name, arguments = type_.name, type_.arguments
    if name in _ANYTHING or name[0] == "~":
        return True
    if name == "|":
        return any(admits(member, value, module) for member in arguments)
    if name == "None":
        return value is None
    if name == "typing.Literal":
        return any(repr(value) == argument.name or str(value) in argument.name for argument in arguments)
    if name == "type":
        return isinstance(value, type) and all(_is_subclass(argument, value, module) for argument in arguments)
    if not _is_subclass(type_, type(value), module) and not isinstance(value, _OTHERS.get(name, ())):
        return False
    return not arguments or _holds(type_, value, module)


def _is_subclass(type_: TypeExpression, value: type, module: ModuleType) -> bool:
    if type_.name == "|":
        return any(_is_subclass(member, value, module) for member in type_.arguments)
    names = {f"{class_.__module__}.{class_.__qualname__}" for class_ in value.__mro__}
    if type_.name in _ANYTHING or names & {type_.name, f"{module.__name__}.{type_.name}"}:
        return True
    class_ = _class_of(type_.name, module)
    return issubclass(value, dict if typing.is_typeddict(class_) else class_)


def _holds(type_: TypeExpression, value: Any, module: ModuleType) -> bool:
    """Whether what a container holds is of the type's arguments; of iterators and functions nothing is known."""
    arguments = type_.arguments
    if type_.name == "tuple":
        if arguments[-1].name == "...":
            return all(admits(arguments[0], item, module) for item in value)
        items = () if arguments[0].name == "()" else arguments
        return len(items) == len(value) and all(
            admits(argument, item, module) for argument, item in zip(items, value, strict=True)
        )
    if isinstance(value, Mapping):
        keys, values = (*arguments, TypeExpression("int"))[:2]  # of a Counter only the elements are said
        return all(admits(keys, key, module) and admits(values, held, module) for key, held in value.items())
    if isinstance(value, Collection):
        return len(arguments) != 1 or all(admits(arguments[0], item, module) for item in value)
    return True


def _class_of(name: str, module: ModuleType) -> type:
    """The class that a canonical name is of, the program's own by bare names.

    Raises:
        LookupError: There is none at run time.
    """
    for found in (_member(module, name), _member(builtins, name)):
        if isinstance(found, type):
            return found
    parts = name.split(".")
    for split in range(len(parts) - 1, 0, -1):
        home = sys.modules.get(".".join(parts[:split])) or _imported(".".join(parts[:split]))
        found = None if home is None else _member(home, ".".join(parts[split:]))
        class_ = found if isinstance(found, type) else typing.get_origin(found)
        if class_ is not None:
            return class_
    raise LookupError(name)


def _imported(name: str) -> ModuleType | None:
    if name.partition(".")[0] not in sys.stdlib_module_names:
        return None
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _member(home: object, path: str) -> Any:
    for part in path.split("."):
        home = getattr(home, part, None)
    return home
