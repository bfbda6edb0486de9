"""The texts that checkers infer by themselves for a project without annotations: `pyrefly infer`, pyright's stubs."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from graph_extraction import SourceError, parse_source
from typilus.checking import RunLimits, find_executable, run_command
from typilus.errors import RewriteError
from typilus.files import temporary_environment
from typilus.rewriting import RewriteOptions
from typilus.weaving import weave_documents

__all__ = ["ToolTexts"]

LIMITS = RunLimits(seconds=300.0)


class ToolTexts:
    """The texts that tools make of the files of an erased project. Each tool runs once, on a copy.

    Args:
        erased: Root of the erased project.
        folder: Where copies are made.
        tools: `pyrefly` and `pyright`, those that are wanted.
    """

    def __init__(self, erased: Path, folder: Path, tools: frozenset[str]) -> None:
        self._erased, self._folder = erased, folder
        self._tools = sorted(tool for tool in tools if find_executable(tool) is not None)
        self._roots: dict[str, Path] = {}

    def texts(self, path: str) -> dict[str, str]:
        """Return what each tool makes of a file, by the tool, and nothing where it failed."""
        texts = {}
        for tool in self._tools:
            with contextlib.suppress(OSError, SourceError, RewriteError):
                texts[tool] = self._inferred(path) if tool == "pyrefly" else self._woven(path)
        return texts

    def _inferred(self, path: str) -> str:
        if "pyrefly" not in self._roots:
            root = self._copied("pyrefly")
            files = [str(file) for file in sorted(root.rglob("*.py"))]
            self._run("pyrefly", ["infer", *files], root)
        return parse_source((self._roots["pyrefly"] / path).read_bytes(), path).text

    def _woven(self, path: str) -> str:
        if "pyright" not in self._roots:
            root = self._copied("pyright")
            for package in sorted({file.relative_to(root).parts[0] for file in root.rglob("*.py")}):
                self._run("pyright", ["--createstub", package.removesuffix(".py")], root)
        stub = self._roots["pyright"] / "typings" / Path(path).with_suffix(".pyi")
        target = parse_source((self._erased / path).read_bytes(), str(self._erased / path))
        options = RewriteOptions(module=".".join(Path(path).with_suffix("").parts), by_hand=True)
        return weave_documents(parse_source(stub.read_bytes(), str(stub)), target, options).text

    def _copied(self, tool: str) -> Path:
        root = self._roots[tool] = self._folder / tool / self._erased.name
        shutil.copytree(self._erased, root)
        return root

    def _run(self, tool: str, arguments: list[str], root: Path) -> None:
        executable = find_executable(tool)
        assert executable is not None
        home = self._folder / "home"
        home.mkdir(exist_ok=True)
        environment = {"NO_COLOR": "1", "HOME": str(home), **temporary_environment(home)}
        run_command([executable, *arguments], root, environment, LIMITS)
