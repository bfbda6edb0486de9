"""A process that has loaded pytype once and forks for each file: half a second a file instead of four.

It is run as a script by the interpreter that pytype is installed for, so it imports nothing of typilus. Its first line
of output is a JSON object with the versions of pytype and Python, or with an `error`. Then each line of input is a
request: `source`, `module`, `pythonpath` (folder of stubs that imports are looked up in), `output`, `cpu_seconds`,
`clock_seconds` and `memory_bytes`. When the file `output` is there, a line is written: a JSON object with the stub as
`pyi`, or a `failure`. The code that is analyzed is never executed.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
import tokenize
from importlib import import_module
from pathlib import Path
from typing import Any

__all__: list[str] = []

WARM_UP = "import abc, asyncio, collections, dataclasses, enum, functools, logging, os, re, typing\n"


def main() -> None:
    import importlib.metadata

    # pytype may print; the protocol keeps a descriptor of its own.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    try:
        config, io, load_pytd = (import_module(f"pytype.{name}") for name in ("config", "io", "load_pytd"))
        options = config.Options.create(python_version=sys.version_info[:2], analyze_annotated=True)
        loader = load_pytd.create_loader(options)
        io.generate_pyi(WARM_UP, options, loader)
        hello = {"pytype": importlib.metadata.version("pytype"), "python": ".".join(map(str, sys.version_info[:2]))}
    except Exception as error:  # whatever is wrong with this installation
        hello = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(hello), file=answers, flush=True)
    if "error" in hello:
        return
    # What is alive now stays alive: without it each child would copy all of these pages.
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            _infer(request, io, options, loader)
        _, status = os.waitpid(child, 0)
        if status != 0:
            _answer(request, {"failure": _cause(status)})
        print("done", file=answers, flush=True)


def _infer(request: dict[str, Any], io: Any, options: Any, loader: Any) -> None:
    """The child: one file, within limits that the kernel enforces."""
    try:
        seconds, memory = int(request["cpu_seconds"]), int(request["memory_bytes"])
        signal.alarm(int(request["clock_seconds"]))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        # The loader holds these same options.
        options.pythonpath = [request["pythonpath"]]
        options.input = request["source"]
        options.module_name = request["module"]
        with tokenize.open(request["source"]) as file:
            text = file.read()
        _, pyi = io.generate_pyi(text, options, loader)
        _answer(request, {"pyi": pyi})
        os._exit(0)
    except BaseException as error:  # the next file must not suffer
        _answer(request, {"failure": type(error).__name__})
        os._exit(0)
    finally:
        os._exit(1)


def _cause(status: int) -> str:
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return "time limit" if number in (signal.SIGALRM, signal.SIGXCPU) else f"ended by signal {number}"


def _answer(request: dict[str, Any], answer: dict[str, str]) -> None:
    target = Path(request["output"])
    partial = target.with_name(target.name + ".partial")
    partial.write_text(json.dumps(answer), encoding="utf-8")
    partial.replace(target)


if __name__ == "__main__":
    # The script's own folder holds modules of typilus, whose names must hide no others.
    sys.path[:] = [entry for entry in sys.path if entry != str(Path(__file__).parent)]
    main()
