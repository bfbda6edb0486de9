"""The classes whose bases everyone knows: built-in ones, abstract ones, and the standard library's common ones.

What the corpus tells (`collect_bases`) comes on top of this. Hashable is told of values only (numbers, texts, dates,
enums…): nearly every class inherits a hash, and a supertype of nearly everything would be one more top.
"""

from __future__ import annotations

import builtins
from functools import lru_cache

from typilus.annotation_types.expression import TypeExpression, parse_type

__all__ = ["known_bases"]

_ABC = "collections.abc."

_GENERIC = {
    # The abstract classes; `.` stands for `collections.abc.`.
    ".Iterator[~T]": ".Iterable[~T]",
    ".Reversible[~T]": ".Iterable[~T]",
    ".Generator[~T, ~S, ~R]": ".Iterator[~T]",
    ".Collection[~T]": ".Iterable[~T] & .Container[~T] & .Sized",
    ".Sequence[~T]": ".Reversible[~T] & .Collection[~T]",
    ".MutableSequence[~T]": ".Sequence[~T]",
    ".ByteString": ".Sequence[int]",
    ".Set[~T]": ".Collection[~T]",
    ".MutableSet[~T]": ".Set[~T]",
    ".Mapping[~K, ~V]": ".Collection[~K]",
    ".MutableMapping[~K, ~V]": ".Mapping[~K, ~V]",
    ".MappingView": ".Sized",
    ".KeysView[~T]": ".MappingView & .Set[~T]",
    ".ItemsView[~K, ~V]": ".MappingView & .Set[tuple[~K, ~V]]",
    ".ValuesView[~T]": ".MappingView & .Collection[~T]",
    ".Coroutine[~T, ~S, ~R]": ".Awaitable[~R]",
    ".AsyncIterator[~T]": ".AsyncIterable[~T]",
    ".AsyncGenerator[~T, ~S]": ".AsyncIterator[~T]",
    # Built in. `int` for `float` and `float` for `complex` are PEP 484's numeric tower.
    "bool": "int",
    "int": "float & numbers.Integral & typing.SupportsIndex",
    "float": "complex & numbers.Real & typing.SupportsInt & typing.SupportsFloat",
    "complex": "numbers.Complex & typing.SupportsComplex & .Hashable",
    "numbers.Integral": "numbers.Rational",
    "numbers.Rational": "numbers.Real",
    "numbers.Real": "numbers.Complex",
    "numbers.Complex": "numbers.Number",
    "decimal.Decimal": ".Hashable & numbers.Number & typing.SupportsInt & typing.SupportsFloat",
    "fractions.Fraction": ".Hashable & numbers.Rational & typing.SupportsFloat",
    "str": ".Sequence[str] & .Hashable",
    "typing.LiteralString": "str",
    "bytes": ".Sequence[int] & .Buffer & .ByteString & .Hashable",
    "bytearray": ".MutableSequence[int] & .Buffer & .ByteString",
    "memoryview": ".Sequence[int] & .Buffer",
    "array.array[~T]": ".MutableSequence[~T] & .Buffer",
    "range": ".Sequence[int] & .Hashable",
    "list[~T]": ".MutableSequence[~T]",
    "set[~T]": ".MutableSet[~T]",
    "frozenset[~T]": ".Set[~T] & .Hashable",
    "dict[~K, ~V]": ".MutableMapping[~K, ~V]",
    "enumerate[~T]": ".Iterator[tuple[int, ~T]]",
    "filter[~T]": ".Iterator[~T]",
    "map[~T]": ".Iterator[~T]",
    "reversed[~T]": ".Iterator[~T]",
    "zip[~T]": ".Iterator[~T]",
    "type": ".Callable & .Hashable",
    "typing.TypeGuard[~T]": "bool",
    "typing.TypeIs[~T]": "bool",
    "typing.NamedTuple": "tuple",
    "typing.TypedDict": ".Mapping[str, object]",
    "types.FunctionType": ".Callable",
    "types.MethodType": ".Callable",
    "types.LambdaType": "types.FunctionType",
    "types.BuiltinFunctionType": ".Callable",
    "types.GeneratorType[~T, ~S, ~R]": ".Generator[~T, ~S, ~R]",
    "types.CoroutineType[~T, ~S, ~R]": ".Coroutine[~T, ~S, ~R]",
    "types.MappingProxyType[~K, ~V]": ".Mapping[~K, ~V]",
    # collections
    "collections.OrderedDict[~K, ~V]": "dict[~K, ~V]",
    "collections.defaultdict[~K, ~V]": "dict[~K, ~V]",
    "collections.Counter[~T]": "dict[~T, int]",
    "collections.ChainMap[~K, ~V]": ".MutableMapping[~K, ~V]",
    "collections.deque[~T]": ".MutableSequence[~T]",
    "collections.UserDict[~K, ~V]": ".MutableMapping[~K, ~V]",
    "collections.UserList[~T]": ".MutableSequence[~T]",
    "collections.UserString": ".Sequence[str]",
    "weakref.WeakKeyDictionary[~K, ~V]": ".MutableMapping[~K, ~V]",
    "weakref.WeakValueDictionary[~K, ~V]": ".MutableMapping[~K, ~V]",
    "weakref.WeakSet[~T]": ".MutableSet[~T]",
    # files and paths
    "typing.IO[~T]": ".Iterator[~T]",
    "typing.TextIO": "typing.IO[str]",
    "typing.BinaryIO": "typing.IO[bytes]",
    "io.TextIOBase": "io.IOBase & typing.IO[str]",
    "io.TextIOWrapper": "io.TextIOBase & typing.TextIO",
    "io.StringIO": "io.TextIOBase & typing.TextIO",
    "io.RawIOBase": "io.IOBase",
    "io.BufferedIOBase": "io.IOBase",
    "io.FileIO": "io.RawIOBase & typing.BinaryIO",
    "io.BytesIO": "io.BufferedIOBase & typing.BinaryIO",
    "io.BufferedReader": "io.BufferedIOBase & typing.BinaryIO",
    "io.BufferedWriter": "io.BufferedIOBase & typing.BinaryIO",
    "io.BufferedRandom": "io.BufferedIOBase & typing.BinaryIO",
    "pathlib.PurePath": "os.PathLike[str] & .Hashable",
    "pathlib.Path": "pathlib.PurePath",
    "pathlib.PurePosixPath": "pathlib.PurePath",
    "pathlib.PureWindowsPath": "pathlib.PurePath",
    "pathlib.PosixPath": "pathlib.Path & pathlib.PurePosixPath",
    "pathlib.WindowsPath": "pathlib.Path & pathlib.PureWindowsPath",
    "os.DirEntry[~T]": "os.PathLike[~T]",
    "os.stat_result": "tuple",
    "tempfile.TemporaryDirectory[~T]": "contextlib.AbstractContextManager[~T]",
    # times, enums, the rest
    "datetime.date": ".Hashable",
    "datetime.datetime": "datetime.date",
    "datetime.time": ".Hashable",
    "datetime.timedelta": ".Hashable",
    "uuid.UUID": ".Hashable",
    "enum.Enum": ".Hashable",
    "datetime.timezone": "datetime.tzinfo",
    "zoneinfo.ZoneInfo": "datetime.tzinfo",
    "time.struct_time": "tuple",
    "enum.IntEnum": "int & enum.Enum",
    "enum.StrEnum": "str & enum.Enum",
    "enum.Flag": "enum.Enum",
    "enum.IntFlag": "int & enum.Flag",
    "enum.EnumMeta": "type",
    "enum.EnumType": "type",
    "abc.ABCMeta": "type",
    "contextlib.ExitStack": "contextlib.AbstractContextManager",
    "contextlib.AsyncExitStack": "contextlib.AbstractAsyncContextManager",
    "contextlib.nullcontext[~T]": "contextlib.AbstractContextManager[~T]",
    "contextlib.suppress": "contextlib.AbstractContextManager",
    "functools.partial[~T]": ".Callable[..., ~T]",
    "itertools.chain[~T]": ".Iterator[~T]",
    "asyncio.Future[~T]": ".Awaitable[~T]",
    "asyncio.Task[~T]": "asyncio.Future[~T]",
    "concurrent.futures.ThreadPoolExecutor": "concurrent.futures.Executor",
    "concurrent.futures.ProcessPoolExecutor": "concurrent.futures.Executor",
    "logging.FileHandler": "logging.StreamHandler",
    "logging.StreamHandler": "logging.Handler",
    "logging.Handler": "logging.Filterer",
    "logging.Logger": "logging.Filterer",
    "unittest.mock.MagicMock": "unittest.mock.Mock",
    "unittest.mock.AsyncMock": "unittest.mock.Mock",
    "json.JSONDecodeError": "ValueError",
    "subprocess.CalledProcessError": "subprocess.SubprocessError",
    "subprocess.TimeoutExpired": "subprocess.SubprocessError",
    "subprocess.SubprocessError": "Exception",
    "asyncio.TimeoutError": "Exception",
    # the scientific stack, whose sources say this in C or in stubs
    "numpy.float64": "numpy.floating & float",
    "numpy.floating": "numpy.inexact",
    "numpy.inexact": "numpy.number",
    "numpy.integer": "numpy.number",
    "numpy.number": "numpy.generic",
    "torch.nn.Parameter": "torch.Tensor",
    "torch.nn.parameter.Parameter": "torch.Tensor",
}


@lru_cache(maxsize=1)
def known_bases() -> dict[str, tuple[tuple[str, ...], tuple[TypeExpression, ...]]]:
    """Class to its type parameters (`~T`, …) and its direct bases, written with those parameters."""
    bases_by_name: dict[str, tuple[tuple[str, ...], tuple[TypeExpression, ...]]] = {}
    for written, bases in _GENERIC.items():
        head = parse_type(_expand(written))
        parameters = tuple(argument.name for argument in head.arguments)
        bases_by_name[head.name] = parameters, tuple(parse_type(_expand(base)) for base in bases.split(" & "))
    for name in dir(builtins):
        value = getattr(builtins, name)
        if isinstance(value, type) and issubclass(value, BaseException):
            bases_by_name[value.__name__] = (), tuple(TypeExpression(base.__name__) for base in value.__bases__)
            if name != value.__name__:  # `IOError` is another name of `OSError`
                bases_by_name[name] = (), (TypeExpression(value.__name__),)
    return bases_by_name


def _expand(text: str) -> str:
    """`.Iterable[~T]` to `collections.abc.Iterable[~T]`."""
    return f"{_ABC}{text[1:]}" if text.startswith(".") else text
