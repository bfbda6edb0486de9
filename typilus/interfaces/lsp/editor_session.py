"""The buffers of an editor and their projects: what is known of each, as soon as it is known.

All methods but those that end in `_now` are called from the event loop; these run in the model's thread.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from graph_extraction import SourceDocument
from typilus import models
from typilus.auditing import FileAudit, Finding
from typilus.config import find_root, is_root
from typilus.errors import CheckpointError, TypilusError
from typilus.interfaces.lsp.audit_diagnostics import diagnostics_of
from typilus.interfaces.lsp.buffer_analysis import BufferAnalysis, BufferRequest, OutdatedError, analyze
from typilus.interfaces.lsp.buffer_documents import BufferDocument
from typilus.interfaces.lsp.buffer_text import BufferText
from typilus.interfaces.lsp.editor_project import EditorProject, ProjectOptions
from typilus.interfaces.lsp.model_thread import ModelThread
from typilus.interfaces.lsp.open_buffer import OpenBuffer, is_left_alone
from typilus.interfaces.lsp.server_options import ServerOptions
from typilus.judging import project_root
from typilus.model_choice import ModelChoice
from typilus.options import AnnotateOptions, AuditOptions
from typilus.prediction import JoinedFile, PlaceType, PlaceTypes, Predictor, SymbolExplanation, explain_symbols
from typilus.project import DISK, analyzed
from typilus.rewriting import TextEdit, is_notebook

__all__ = ["Editor", "EditorSession"]

DEBOUNCE: Final = 0.2
"""Seconds without a key before a text is looked at."""
IDLE: Final = 2.0
_EVIDENCE: Final = 3
_SETTINGS_FILES: Final = frozenset({"pyproject.toml", "setup.cfg"})
_MANY: Final = 50
"""When more files than these change at once, as when another branch is checked out, the project is read anew."""
_log = logging.getLogger(__name__)
Result = TypeVar("Result")


class Editor(Protocol):
    """The side that a session tells things, from the event loop."""

    def refresh_hints(self) -> None:
        """Ask for all hints anew."""

    def show_findings(self, buffer: OpenBuffer) -> None:
        """Show what an audit has found, or no longer finds, in a buffer."""

    def notice(self, message: str) -> None:
        """Tell the user something once."""


class EditorSession:
    """Keeps the buffers.

    Args:
        options: What the server was started with.
        editor: Is told what it did not ask for.
    """

    def __init__(self, options: ServerOptions, editor: Editor) -> None:
        self._options = options
        self._editor = editor
        self._wishes: Mapping[str, Any] = {}
        self._folders: tuple[Path, ...] = ()
        self._buffers: dict[str, OpenBuffer] = {}
        self._cells: dict[str, str] = {}
        self._projects: dict[Path, EditorProject] = {}
        self._notices: set[str] = set()
        self._thread = ModelThread()
        self._background: set[asyncio.Task[None]] = set()

    def close(self) -> None:
        """Begin nothing more."""
        self._thread.close()

    def configure(self, wishes: Mapping[str, Any], folders: Iterable[str]) -> None:
        """Take in the editor's settings (fields of `ServerOptions`) and its folders, for all buffers."""
        self._folders = tuple(Path(folder).resolve() for folder in folders)
        self._wishes = wishes
        self._forget_settings()

    def has(self, uri: str) -> bool:
        """Return whether a buffer is open."""
        return uri in self._buffers

    def root_of(self, buffer: OpenBuffer) -> str:
        """Return the root of a buffer's project."""
        return str(self._root_of(buffer.path))

    def change(
        self,
        uri: str,
        path: str,
        version: int | None,
        text: BufferText,
        cells: Sequence[BufferDocument] | None = None,
    ) -> None:
        """Take in a buffer's text, whether it has just been opened or has changed.

        Args:
            uri: Of the buffer.
            path: Of its file; begins with an angle bracket if there is none.
            version: Of the text.
            text: The text.
            cells: Of a notebook, by whose URIs the buffer is asked for, too.
        """
        documents = [BufferDocument(uri, version, text)] if cells is None else cells
        buffer = self._buffers.get(uri)
        is_new = buffer is None
        if buffer is None:
            buffer = self._buffers[uri] = OpenBuffer(uri, path, version, text, documents)
        self._forget_cells(buffer)
        self._cells.update((document.uri, uri) for document in documents)
        buffer.text, buffer.version, buffer.documents = text, version, documents
        self._begin(buffer, 0.0 if is_new else DEBOUNCE, audit=is_new)

    def forget(self, uri: str) -> None:
        """Take in that a buffer was closed: its file is again as it is on disk."""
        buffer = self._buffers.pop(uri, None)
        if buffer is not None:
            for task in (buffer.task, buffer.idle):
                if task is not None:
                    task.cancel()
            self._forget_cells(buffer)
            if not buffer.path.startswith("<") and not is_notebook(buffer.path):
                self._in_background(self._run(lambda: self._update_now([Path(buffer.path)])))

    def saved(self, uri: str) -> None:
        """Take in that a buffer was saved."""
        buffer = self._buffers.get(uri)
        if buffer is not None:
            self._in_background(self._audit(buffer, {"save", "idle"}))

    def files_changed(self, paths: Sequence[Path]) -> None:
        """Take in that files have changed on disk."""
        if any(path.name in _SETTINGS_FILES for path in paths):
            self._forget_settings()
        open_paths = {Path(buffer.path).resolve() for buffer in self._buffers.values()}
        others = [path for path in paths if path.suffix == ".py" and path.resolve() not in open_paths]
        if others:
            self._in_background(self._changed_on_disk(others))

    async def settled(self, uri: str) -> OpenBuffer | None:
        """Return the buffer of a file, notebook or cell, its present text looked at, None if there is none any more."""
        while True:
            buffer = self._buffers.get(self._cells.get(uri, uri))
            if buffer is None or buffer.task is None or buffer.task.done():
                return buffer
            await asyncio.wait({buffer.task})

    async def run(self, job: Callable[[], Result]) -> Result:
        """Return the result of something that takes time, done in the model's thread."""
        return await self._run(job)

    async def explain(self, buffer: OpenBuffer, analysis: BufferAnalysis, line: int) -> Sequence[SymbolExplanation]:
        """Return why the symbols of a line get the types that they get."""
        if buffer.joined is None or buffer.joined[0] is not analysis:
            buffer.joined = (analysis, await self._run(lambda: self._explain_now(buffer, analysis)))
        return list(explain_symbols(buffer.joined[1], line))

    async def fix(self, buffer: OpenBuffer, analysis: BufferAnalysis, finding: Finding) -> Sequence[TextEdit]:
        """Return the proved edits that write what a finding suggests, none where it cannot be written."""
        return await self._run(lambda: self._project_now(buffer.path).fix(analysis.document, finding))

    async def type_at(self, buffer: OpenBuffer, analysis: BufferAnalysis, line: int, column: int) -> PlaceType:
        """Return what stands at a position, by static inference. The column counts from 0."""
        return await self._run(lambda: self._place_types_now(buffer, analysis).at(line, column + 1))

    def _place_types_now(self, buffer: OpenBuffer, analysis: BufferAnalysis) -> PlaceTypes:
        if buffer.place_types is None or buffer.place_types[0] is not analysis:
            markers = self._project_now(buffer.path).markers
            folder, documents = (None, DISK) if markers is None else (markers.folder, markers.documents)
            file = analyzed(analysis.document, folder, documents)
            buffer.place_types = (analysis, PlaceTypes(file, markers))
        return buffer.place_types[1]

    def _forget_cells(self, buffer: OpenBuffer) -> None:
        for document in buffer.documents:
            self._cells.pop(document.uri, None)

    def _begin(self, buffer: OpenBuffer, delay: float, audit: bool = False) -> None:
        for task in (buffer.task, buffer.idle):
            if task is not None:
                task.cancel()
        buffer.task = asyncio.create_task(self._settle(buffer, buffer.text, delay, audit))

    async def _settle(self, buffer: OpenBuffer, text: BufferText, delay: float, audit: bool) -> None:
        if is_left_alone(text.text):
            buffer.analysis = None
            return
        await asyncio.sleep(delay)
        try:
            analysis, project = await self._run(lambda: self._analyze_now(buffer, text, buffer.basis))
            buffer.analysis = buffer.basis = analysis
        except OutdatedError:
            return
        except TypilusError as error:
            _log.debug("%s", error)  # it is being typed
            self._tell_of_model(error)
            return
        except Exception:
            _log.exception("%s cannot be looked at", buffer.path)
            return
        if project.is_project and project.markers is None and not project.is_reading:
            self._in_background(self._read(project))
        if audit:
            self._in_background(self._audit(buffer, {"save", "idle"}))
        else:
            buffer.idle = asyncio.create_task(self._when_idle(buffer))

    async def _when_idle(self, buffer: OpenBuffer) -> None:
        await asyncio.sleep(IDLE)
        edited = buffer.current
        if edited is not None and not edited.is_whole:
            whole, _ = await self._run(lambda: self._analyze_now(buffer, edited.text, None), background=True)
            if buffer.current is edited:
                buffer.analysis = buffer.basis = whole
                if not edited.has_hints_of(whole):
                    self._editor.refresh_hints()
        await self._audit(buffer, {"idle"})

    def _analyze_now(
        self, buffer: OpenBuffer, text: BufferText, basis: BufferAnalysis | None
    ) -> tuple[BufferAnalysis, EditorProject]:
        """Return the analysis of a buffer's text, which goes on from that of an earlier one if there is one."""
        request = BufferRequest(text, buffer.path, lambda: buffer.text is not text)
        request.expect_current()
        project = self._project_now(buffer.path)
        predictor = self._predictor_now(project)
        if project.markers is not None and not is_notebook(buffer.path):  # nothing imports notebooks
            project.update(predictor, request.document)
            request.expect_current()
        least, basis = project.options.server.min_confidence, None if is_notebook(buffer.path) else basis
        return analyze(request, predictor, project.markers, project.settings, least, basis), project

    def _explain_now(self, buffer: OpenBuffer, analysis: BufferAnalysis) -> JoinedFile:
        project = self._project_now(buffer.path)
        return self._predictor_now(project).explain_source(
            analysis.text.source, path=buffer.path, project=project.markers, evidence=_EVIDENCE
        )

    async def _audit(self, buffer: OpenBuffer, occasions: set[str]) -> None:
        await self.settled(buffer.uri)
        analysis = buffer.current
        if analysis is None or buffer.uri not in self._buffers:
            return
        version = buffer.version
        audit = await self._run(lambda: self._audit_now(buffer, analysis, occasions), background=True)
        if buffer.text is analysis.text and audit is not None:  # its analysis may by now be that of the whole
            buffer.audited = diagnostics_of(audit, analysis.text, version)
            self._editor.show_findings(buffer)

    def _audit_now(self, buffer: OpenBuffer, analysis: BufferAnalysis, occasions: set[str]) -> FileAudit | None:
        project = self._project_now(buffer.path)
        is_waiting = project.is_project and project.markers is None  # it is audited once the project is read
        if is_waiting or project.options.server.findings not in occasions or buffer.text is not analysis.text:
            return None
        return project.auditor(self._predictor_now(project)).audit(buffer.path, analysis.text.source)

    async def _read(self, project: EditorProject) -> None:
        """Read the markers of a project, and look at its buffers anew."""
        project.is_reading = True
        texts = {
            buffer.path: buffer.text.text
            for buffer in self._buffers.values()
            if not buffer.path.startswith("<") and not is_notebook(buffer.path)
        }
        try:
            await self._run(
                lambda: project.read(self._predictor_now(project), texts, self._thread.give_way), background=True
            )
        finally:
            project.is_reading = False
        await self._look_again(lambda buffer: self._root_of(buffer.path) == project.root)

    async def _look_again(self, is_meant: Callable[[OpenBuffer], bool]) -> None:
        """Look at some buffers anew, and have the editor ask for their hints."""
        buffers = [buffer for buffer in self._buffers.values() if is_meant(buffer)]
        for buffer in buffers:
            buffer.basis = None
            self._begin(buffer, 0.0, audit=True)
        for buffer in buffers:
            await self.settled(buffer.uri)
        if buffers:
            self._editor.refresh_hints()

    async def _changed_on_disk(self, paths: Sequence[Path]) -> None:
        roots = {self._root_of(str(path)) for path in paths}
        read_projects = [
            project for root, project in list(self._projects.items()) if root in roots and project.markers is not None
        ]
        if len(paths) > _MANY:
            for project in read_projects:
                await self._read(project)
        elif read_projects:
            await self._run(lambda: self._update_now(paths), background=True)
            await self._look_again(lambda buffer: self._root_of(buffer.path) in roots)

    def _update_now(self, paths: Iterable[Path]) -> None:
        """Take in files as they are on disk."""
        for path in paths:
            project = self._projects.get(self._root_of(str(path)))
            if project is not None and project.markers is not None:
                try:
                    document = DISK.read(path)
                    project.update(self._predictor_now(project), SourceDocument(str(path), document.data))
                except (OSError, TypilusError) as error:
                    _log.debug("%s", error)

    def _predictor_now(self, project: EditorProject) -> Predictor:
        return models.find_predictor(ModelChoice(project.options.server.model))

    def _project_now(self, path: str) -> EditorProject:
        root = self._root_of(path)
        if root not in self._projects:
            options = self._project_options(root)
            self._projects[root] = EditorProject.open(root, options, root in self._folders)
        return self._projects[root]

    def _project_options(self, root: Path) -> ProjectOptions:
        try:
            return ProjectOptions.of(root, self._options, self._wishes)
        except TypilusError as error:
            self._notice_now(f"{error}; the project's settings do not hold until then")
            server = replace(self._options, **self._wishes)
            unchecked = AnnotateOptions(checker="none", only=server.only), AuditOptions(checker="none")
            return ProjectOptions(server, *unchecked)

    def _root_of(self, path: str) -> Path:
        """Return the nearest folder that is marked as a project, else that of the editor, else that of the file."""
        if path.startswith("<"):
            return project_root(None, path)
        root = find_root(path)
        if is_root(root):
            return root
        around = [folder for folder in self._folders if root.is_relative_to(folder)]
        return max(around, key=lambda folder: len(folder.parts), default=root)

    def _forget_settings(self) -> None:
        """Read the settings of all projects anew."""
        if not self._projects:
            return

        def forget() -> None:
            for root, project in list(self._projects.items()):
                project.configure(self._project_options(root))

        async def look_again() -> None:
            await self._run(forget)
            await self._look_again(lambda _: True)

        self._in_background(look_again())

    def _tell_of_model(self, error: TypilusError) -> None:
        """Tell the user that there is no model, as there will not be any hints."""
        if isinstance(error, CheckpointError):
            self._notice(str(error))

    def _notice_now(self, message: str) -> None:
        self._loop.call_soon_threadsafe(self._notice, message)

    def _notice(self, message: str) -> None:
        if message not in self._notices:
            self._notices.add(message)
            self._editor.notice(message)

    def _in_background(self, work: Any) -> None:
        """Do something that nobody waits for. Its failure is logged."""

        async def watched() -> None:
            try:
                await work
            except Exception:
                _log.exception("work in the background failed")

        task = asyncio.create_task(watched())
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _run(self, job: Callable[[], Result], background: bool = False) -> Result:
        self._loop = asyncio.get_running_loop()
        return await asyncio.wrap_future(self._thread.run(job, background))
