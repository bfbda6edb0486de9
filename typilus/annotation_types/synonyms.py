"""Tables: the many spellings of one class, mapped to the one that is canonical."""

from __future__ import annotations

import builtins

__all__ = ["BUILTINS", "MODERN_TO_TYPING", "SYNONYMS", "UNMISTAKABLE"]

_ABSTRACT = [
    *["AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable", "Buffer", "ByteString", "Callable"],
    *["Collection", "Container", "Coroutine", "Generator", "Hashable", "ItemsView", "Iterable", "Iterator"],
    *["KeysView", "Mapping", "MappingView", "MutableMapping", "MutableSequence", "MutableSet", "Reversible"],
    *["Sequence", "Sized", "ValuesView"],
]

_TYPING = {
    "List": "list",
    "Dict": "dict",
    "Set": "set",
    "FrozenSet": "frozenset",
    "Tuple": "tuple",
    "Type": "type",
    "Text": "str",
    "AbstractSet": "collections.abc.Set",
    "DefaultDict": "collections.defaultdict",
    "OrderedDict": "collections.OrderedDict",
    "Counter": "collections.Counter",
    "ChainMap": "collections.ChainMap",
    "Deque": "collections.deque",
    "Pattern": "re.Pattern",
    "Match": "re.Match",
    "ContextManager": "contextlib.AbstractContextManager",
    "AsyncContextManager": "contextlib.AbstractAsyncContextManager",
    "Never": "typing.NoReturn",
    "AnyStr": "~AnyStr",
    **{name: f"collections.abc.{name}" for name in _ABSTRACT},
}

SYNONYMS: dict[str, str] = {
    **{f"typing.{old}": new for old, new in _TYPING.items()},
    **{f"collections.{name}": f"collections.abc.{name}" for name in [*_ABSTRACT, "Set"]},  # before Python 3.10
    "typing.re.Pattern": "re.Pattern",
    "typing.re.Match": "re.Match",
    "typing.io.IO": "typing.IO",
    "typing.io.TextIO": "typing.TextIO",
    "typing.io.BinaryIO": "typing.BinaryIO",
    "types.NoneType": "None",
    "_typeshed.NoneType": "None",
    # Python 2, and functions that people write where they mean a type.
    "unicode": "str",
    "basestring": "str",
    "long": "int",
    "any": "typing.Any",
    "callable": "collections.abc.Callable",
    # Type checkers' own module of aliases, which exists in stubs only.
    "_typeshed.Self": "typing.Self",
    "_typeshed.Incomplete": "typing.Any",
    "_typeshed.MaybeNone": "typing.Any",
    "_typeshed.Unused": "object",
    "_typeshed.StrPath": "os.PathLike[str] | str",
    "_typeshed.BytesPath": "bytes | os.PathLike[bytes]",
    "_typeshed.GenericPath": "os.PathLike[~AnyStr] | ~AnyStr",
    "_typeshed.StrOrBytesPath": "bytes | os.PathLike[bytes] | os.PathLike[str] | str",
    "_typeshed.FileDescriptor": "int",
    "_typeshed.FileDescriptorOrPath": "bytes | int | os.PathLike[bytes] | os.PathLike[str] | str",
    "_typeshed.ReadableBuffer": "collections.abc.Buffer",
    "_typeshed.WriteableBuffer": "collections.abc.Buffer",
    "_typeshed.ReadOnlyBuffer": "collections.abc.Buffer",
    # Where a class is defined, against where everyone imports it from.
    "asyncio.events.AbstractEventLoop": "asyncio.AbstractEventLoop",
    "asyncio.events.Handle": "asyncio.Handle",
    "asyncio.events.TimerHandle": "asyncio.TimerHandle",
    "asyncio.futures.Future": "asyncio.Future",
    "asyncio.locks.Event": "asyncio.Event",
    "asyncio.locks.Lock": "asyncio.Lock",
    "asyncio.queues.Queue": "asyncio.Queue",
    "asyncio.streams.StreamReader": "asyncio.StreamReader",
    "asyncio.streams.StreamWriter": "asyncio.StreamWriter",
    "asyncio.tasks.Task": "asyncio.Task",
    "concurrent.futures._base.Executor": "concurrent.futures.Executor",
    "concurrent.futures._base.Future": "concurrent.futures.Future",
    "concurrent.futures.process.ProcessPoolExecutor": "concurrent.futures.ProcessPoolExecutor",
    "concurrent.futures.thread.ThreadPoolExecutor": "concurrent.futures.ThreadPoolExecutor",
    "importlib._bootstrap.ModuleSpec": "importlib.machinery.ModuleSpec",
    "json.decoder.JSONDecodeError": "json.JSONDecodeError",
    "json.encoder.JSONEncoder": "json.JSONEncoder",
    "logging.config.Logger": "logging.Logger",
    "os.path.PathLike": "os.PathLike",
    "pathlib._local.Path": "pathlib.Path",
    "pathlib._local.PurePath": "pathlib.PurePath",
    "unittest.case.TestCase": "unittest.TestCase",
    "unittest.mock.mock.Mock": "unittest.mock.Mock",
    "numpy.core.multiarray.ndarray": "numpy.ndarray",
    "numpy._typing.NDArray": "numpy.typing.NDArray",
    "numpy._typing.ArrayLike": "numpy.typing.ArrayLike",
    "numpy._typing.DTypeLike": "numpy.typing.DTypeLike",
    "pandas.core.api.DataFrame": "pandas.DataFrame",
    "pandas.core.api.Series": "pandas.Series",
    "pandas.core.frame.DataFrame": "pandas.DataFrame",
    "pandas.core.indexes.base.Index": "pandas.Index",
    "pandas.core.series.Series": "pandas.Series",
    "torch._tensor.Tensor": "torch.Tensor",
    "torch.nn.modules.Module": "torch.nn.Module",
    "torch.nn.modules.module.Module": "torch.nn.Module",
    "torch.optim.optimizer.Optimizer": "torch.optim.Optimizer",
    "torch.utils.data.dataloader.DataLoader": "torch.utils.data.DataLoader",
    "torch.utils.data.dataset.Dataset": "torch.utils.data.Dataset",
}

BUILTINS = frozenset(
    name for name in dir(builtins) if isinstance(getattr(builtins, name), type) and not name.startswith("_")
)
"""Names of the classes that need no import, as the running interpreter has them."""

UNMISTAKABLE = frozenset(
    {
        *["Any", "Callable", "ClassVar", "DefaultDict", "Dict", "FrozenSet", "Iterable", "Iterator", "List", "Literal"],
        *["Mapping", "MutableMapping", "NoReturn", "Never", "Optional", "Self", "Sequence", "Tuple", "Union"],
    }
)
"""Names of `typing` that mean it even in a file that seems not to import them (a star import, an omission)."""

MODERN_TO_TYPING = {
    new: f"typing.{old}" for old, new in _TYPING.items() if new.startswith(("collections.", "contextlib."))
}
"""Classes that `typing` offers too, to their names there: `collections.abc.Iterable` to `typing.Iterable`."""
