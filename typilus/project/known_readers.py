"""The libraries that are known never to read the annotations of functions that they are given.

A package is listed if its decorators and registries were inspected: they call what they are given, or use its name or
its parameters' names, and nothing else. A package that is not listed may read annotations.
"""

from __future__ import annotations

import sys

__all__ = ["CONTAINER_METHODS", "HARMLESS_METHODS", "MODULE_READERS", "READING_NAMES", "is_harmless", "is_stranger"]

READING_NAMES = frozenset(
    {"__annotations__", "__annotate__", "get_type_hints", "get_annotations", "getfullargspec", "Signature"}
)
"""Who writes one of these may read annotations, as may who calls `signature`."""
MODULE_READERS = frozenset({"fire.Fire", "jsonargparse.CLI", "jsonargparse.auto_cli"})
"""Called without arguments these take every function of the module."""
CONTAINER_METHODS = frozenset({"append", "appendleft", "add", "insert", "setdefault", "extend", "update"})
HARMLESS_METHODS = frozenset(
    {"add_argument", "add_done_callback", "apply", "apply_async", "assertRaises", "assertRaisesRegex", "call_later"}
    | {
        "call_soon",
        "call_soon_threadsafe",
        "connect",
        "imap",
        "imap_unordered",
        "map",
        "run_in_executor",
        "set_defaults",
    }
    | {"sort", "starmap", "submit", "union", "bind", "after", "protocol"}
)
"""Names of methods that only call what they are given, whoever's they are."""

_READING_LIBRARY = ("inspect.", "typing.get_type_hints", "typing.NamedTuple", "dataclasses.", "types.new_class")
_HARMLESS = frozenset(
    {"blinker", "bottle", "bs4", "celery", "click", "colorama", "decorator", "django", "eventlet", "falcon", "flask"}
    | {
        "freezegun",
        "future",
        "gevent",
        "hypothesis",
        "invoke",
        "itsdangerous",
        "jinja2",
        "joblib",
        "lxml",
        "markupsafe",
    }
    | {"marshmallow", "matplotlib", "mock", "more_itertools", "networkx", "nose", "nox", "numpy", "pandas", "pluggy"}
    | {
        "prometheus_client",
        "psutil",
        "pygments",
        "pytest",
        "requests",
        "responses",
        "retry",
        "retrying",
        "rich",
        "scipy",
    }
    | {"seaborn", "six", "sklearn", "starlette", "structlog", "tenacity", "toolz", "tornado", "tqdm", "twisted"}
    | {"typing_extensions", "urllib3", "werkzeug", "wrapt", "wtforms", "yaml", "backoff", "schedule", "simplejson"}
    | {"_pytest", "asgiref", "attr", "attrs", "certifi", "chardet", "cryptography", "dateutil", "docutils", "gunicorn"}
    | {"importlib_metadata", "packaging", "PIL", "pip", "pkg_resources", "platformdirs", "pytz", "redis", "setuptools"}
    | {"sphinx", "termcolor", "tabulate", "toml", "tomli", "ujson", "uvicorn", "wheel", "zmq", "httpx", "boto3"}
)
_READING_NAMES_OF_HARMLESS = ("attr.", "attrs.")
_HARMLESS_NAMES = frozenset(
    {"numba.jit", "numba.njit", "numba.vectorize", "numba.guvectorize", "torch.no_grad", "torch.inference_mode"}
    | {"torch.enable_grad", "jax.jit"}
)


def is_harmless(name: str) -> bool:
    """Return whether a name from outside of the project leaves annotations unread."""
    plain = name.replace("()", "")
    top = plain.partition(".")[0]
    if top == "builtins":
        return True
    if top in sys.stdlib_module_names:
        return not plain.startswith(_READING_LIBRARY)
    if plain.startswith(_READING_NAMES_OF_HARMLESS):
        return False  # a converter's annotations become those of the class's constructor
    return top in _HARMLESS or plain in _HARMLESS_NAMES


def is_stranger(top: str) -> bool:
    """Return whether a top-level package from outside of the project may read annotations of what it is given."""
    return top not in sys.stdlib_module_names and top not in _HARMLESS
