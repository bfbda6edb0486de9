"""What an edit costs in an editor: `python -m benchmarks.editor [FILE...] [--runs 4] [--beside COMMAND]`.

CPU milliseconds of the language server between a change of a buffer and its hints, with the model and its stubs loaded,
scaled to 300 lines: for a function that is typed at the end, for each file alone and in a project of the standard
library's modules; in the project, for a line that is typed in the longest function; and for the whole file, which is
looked at anew when nobody types. Then what one click costs: the proved edits of one hint, the edits of the whole file,
and an explanation. By default modules of some 300 lines without annotations: every symbol of theirs is open, which is
the most that a file of that size can ask for.

`--beside "basedpyright-langserver --stdio"` runs both servers, one after the other, on the same files of the same
project, once it is read: CPU of all their processes from an edit until its hints are there, and until nothing that it
has set off is left to be done. Hints of the two differ: basedpyright shows what follows from the code for variables,
returns and names of arguments; typilus also what is most probable, and parameters.
"""

from __future__ import annotations

import argparse
import ast
import functools
import shlex
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

import typilus
from benchmarks.peers.language_server import LanguageServer
from benchmarks.warm import sample_project
from typilus.annotating import AnnotateSettings
from typilus.files import collect_rarely
from typilus.interfaces.lsp.buffer_analysis import BufferAnalysis, BufferRequest, analyze
from typilus.interfaces.lsp.buffer_text import BufferText
from typilus.interfaces.lsp.editor_project import EditorProject, ProjectOptions
from typilus.interfaces.lsp.server_options import ServerOptions
from typilus.prediction import Predictor

MODULES = ("urllib/robotparser", "shelve", "cmd", "netrc")
LIMIT, LINES = 150, 300


def milliseconds(function: Callable[[], object]) -> float:
    """CPU milliseconds of a call."""
    start = time.process_time()
    function()
    return 1e3 * (time.process_time() - start)


def edited(text: str, number: int) -> str:
    """The text with a function more, as if it had been typed at the end."""
    return f"{text}\n\ndef added_{number}(first, second={number}):\n    return first + second\n"


def edited_inside(text: str, number: int) -> str:
    """The text with a line more at the end of its longest function."""
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    last = max(functions, key=lambda node: (node.end_lineno or 0) - node.lineno).body[-1]
    lines = text.splitlines(keepends=True)
    lines.insert(last.lineno - 1, f"{' ' * last.col_offset}added_{number} = {number}\n")
    return "".join(lines)


def analyzed(
    text: str, path: Path, predictor: Predictor, project: EditorProject, former: BufferAnalysis | None
) -> BufferAnalysis:
    """What the server does after a change."""
    request = BufferRequest(BufferText(text), str(path))
    if project.markers is not None:
        project.update(predictor, request.document)
    settings: AnnotateSettings = project.settings
    return analyze(request, predictor, project.markers, settings, project.options.server.min_confidence, former)


class Edits:
    """A file in an editor's project, that is edited again and again."""

    def __init__(self, path: Path, predictor: Predictor, project: EditorProject, runs: int) -> None:
        self._text = path.read_text(encoding="utf-8")
        self._runs = runs
        self._analyzed = functools.partial(analyzed, path=path, predictor=predictor, project=project)
        self.analysis: BufferAnalysis = self._analyzed(edited(self._text, runs), former=None)  # it reads stubs

    def least(self, edit: Callable[[str, int], str], is_whole: bool = False) -> float:
        """The least milliseconds of an edit. It goes on from the file as it was, or looks at the whole of it."""
        best, before = float("inf"), self._analyzed(self._text, former=None)
        for number in range(self._runs):
            text = edit(self._text, number)
            spent = milliseconds(lambda: self._analyzed(text, former=None if is_whole else before))  # noqa: B023
            best = min(best, spent)
        return best


def show(files: Sequence[Path], places: Sequence[Path], folder: Path, runs: int) -> None:
    """Measure, and print a table."""
    predictor = typilus.load()
    together = EditorProject(folder, ProjectOptions.of(folder, ServerOptions(), {}), True)
    together.read(predictor, {}, lambda: None)
    table = Table("file", title=f"CPU ms of an edit, scaled to {LINES} lines (goal {LIMIT})")
    columns = ("alone", "in a project", "inside", "when idle", "one hint", "all hints", "explained")
    for name in ("lines", "symbols", "hints", *columns):
        table.add_column(name, justify="right")
    for path, place in zip(files, places, strict=True):
        with tempfile.TemporaryDirectory() as empty:
            alone = EditorProject(Path(empty), ProjectOptions.of(Path(empty), ServerOptions(), {}), False)
            edits = Edits(path, predictor, alone, runs)
            single, analysis = edits.least(edited), edits.analysis
        edits = Edits(place, predictor, together, runs)
        spent = edits.least(edited), edits.least(edited_inside), edits.least(edited, is_whole=True)
        lines = analysis.text.text.count("\n")
        written = [written.edit for written in analysis.written]
        clicks = (
            milliseconds(lambda: analysis.edits(written[:1])),  # noqa: B023 - called at once
            milliseconds(lambda: analysis.edits(written)),  # noqa: B023
            milliseconds(lambda: predictor.explain_source(analysis.text.text, evidence=3)),  # noqa: B023
        )
        scaled = (f"{value * LINES / lines:.0f}" for value in (single, *spent, *clicks))
        table.add_row(path.name, str(lines), str(len(analysis.prediction)), str(len(written)), *scaled)
    Console(width=110).print(table)


def edits_in(command: Sequence[str], folder: Path, files: Sequence[Path], runs: int) -> list[tuple[float, float, int]]:
    """The least milliseconds of an edit of each file, until hints and until quiet, and the number of hints."""
    measured = []
    with LanguageServer(command, folder, {}) as server:
        for file in files:
            text, least, all_of_it, hints = file.read_text(encoding="utf-8"), float("inf"), float("inf"), 0
            server.open(file, text)
            server.hints(file)
            start = server.quiet()
            for number in range(runs + 1):
                server.change(file, edited(text, number), number + 2)
                hints = len(server.hints(file))
                answered, end = server.cpu(), server.quiet()
                if number:  # the first reads stubs
                    least, all_of_it = min(least, answered - start), min(all_of_it, end - start)
                start = end
            measured.append((1e3 * least, 1e3 * all_of_it, hints))
            server.close(file)
    return measured


def compare(files: Sequence[Path], folder: Path, runs: int, other: Sequence[str]) -> None:
    """Measure both servers, and print a table."""
    ours = edits_in([sys.executable, "-m", "typilus", "server"], folder, files, runs)
    theirs = edits_in(other, folder, files, runs)
    table = Table("file", title=f"CPU ms of an edit: typilus beside {Path(other[0]).name}")
    for name in ("lines", "hints", "until hints", "ratio", "until quiet", "ratio"):
        table.add_column(name, justify="right")
    for file, own, peer in zip(files, ours, theirs, strict=True):
        row = [str(file.read_text(encoding="utf-8").count("\n")), f"{own[2]} | {peer[2]}"]
        for one, two in zip(own[:2], peer[:2], strict=True):
            row += [f"{one:.0f} | {two:.0f}", f"{one / max(two, 1):.1f}"]
        table.add_row(file.name, *row)
    Console(width=110).print(table)


def main() -> None:
    """Read the arguments, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=4)
    parser.add_argument("--beside", type=shlex.split, metavar="COMMAND", help="another language server")
    options = parser.parse_args()
    collect_rarely()
    files = options.files or [Path(sysconfig.get_path("stdlib"), f"{name}.py") for name in MODULES]
    with sample_project(files) as (folder, places):
        if options.beside:
            (folder / "pyproject.toml").touch()
            compare(places, folder, options.runs, options.beside)
        else:
            show(files, places, folder, options.runs)


if __name__ == "__main__":
    main()
