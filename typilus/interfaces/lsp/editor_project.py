"""A project whose files are open in an editor: its settings, and its markers as soon as they are read."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from graph_extraction import SourceDocument
from typilus.annotating import AnnotateSettings
from typilus.auditing import Auditor, AuditSettings, Finding, FixWriter
from typilus.checking import find_environment
from typilus.config import is_root
from typilus.errors import TypilusError
from typilus.interfaces.cli.arguments import options_from
from typilus.interfaces.cli.configuring import configure, settings_of
from typilus.interfaces.cli.parser import build_parser
from typilus.interfaces.lsp.server_options import ServerOptions
from typilus.listening import SILENT
from typilus.options import AnnotateOptions, AuditOptions
from typilus.prediction import Predictor
from typilus.project import DISK, OpenDocuments, ProjectMarkers
from typilus.rewriting import TextEdit

__all__ = ["EditorProject", "ProjectOptions"]


@dataclass(frozen=True, slots=True)
class ProjectOptions:
    """The options that hold in one project.

    Attributes:
        server: What is shown.
        annotate: How it is written.
        audit: What is doubted.
    """

    server: ServerOptions
    annotate: AnnotateOptions
    audit: AuditOptions

    @classmethod
    def of(cls, root: Path, server: ServerOptions, wishes: Mapping[str, Any]) -> ProjectOptions:
        """Return the options of a project.

        Args:
            root: Of the project; its settings are those of the commands.
            server: What the server was started with; where that is the default, the project's settings hold.
            wishes: Fields of `ServerOptions` that the editor sets, which hold in any case.

        Raises:
            TypilusError: The project's settings cannot be read, or are not allowed.
        """
        settings = settings_of(root)
        annotate, audit = AnnotateOptions(), AuditOptions()
        if settings is not None:
            parser = build_parser()
            for command in ("server", "annotate", "audit"):
                configure(parser, command, settings)
            server = _with_settings(server, options_from(parser.parse_args(["server"]), ServerOptions))
            annotate = options_from(parser.parse_args(["annotate", "."]), AnnotateOptions)
            audit = options_from(parser.parse_args(["audit", "."]), AuditOptions)
        server = replace(server, **wishes)
        annotate = replace(annotate, checker="none", only=server.only or annotate.only)
        return cls(server, annotate, replace(audit, checker="none"))


@dataclass
class EditorProject:
    """One project, or one file that is in none.

    Attributes:
        root: The folder.
        options: What holds in it.
        is_project: Whether its files belong together.
        markers: What is annotated in it, once it is read, with the open buffers as they are.
        is_reading: Whether it is being read.
    """

    root: Path
    options: ProjectOptions
    is_project: bool
    markers: ProjectMarkers | None = field(default=None, repr=False)
    is_reading: bool = False
    _settings: AnnotateSettings | None = field(default=None, repr=False)

    @classmethod
    def open(cls, root: Path, options: ProjectOptions, is_folder_of_workspace: bool) -> EditorProject:
        """Open a folder, which is a project if it is marked as one, or if the editor has opened it."""
        return cls(root, options, is_root(root) or is_folder_of_workspace)

    def configure(self, options: ProjectOptions) -> None:
        """Have other options hold."""
        self.options, self._settings = options, None

    @property
    def settings(self) -> AnnotateSettings:
        """The settings of annotating its files as they are now.

        Raises:
            TypilusError: The settings do not fit the project.
        """
        if self._settings is None:
            self._settings = AnnotateSettings.for_project(self.root, self.options.annotate, SILENT)
        settings = self._settings
        if self.markers is None:
            return settings
        documents, importable = self.markers.documents, settings.rewrite.importable
        if importable is not None:
            settings = replace(
                settings, rewrite=replace(settings.rewrite, importable=importable.with_documents(documents))
            )
        return replace(settings, documents=documents)

    def auditor(self, predictor: Predictor) -> Auditor:
        """Return what audits its files."""
        settings = AuditSettings.for_project(self.root, self.options.audit, SILENT)
        return Auditor(predictor, self.markers or self.root, settings)

    def fix(self, code: SourceDocument, finding: Finding) -> Sequence[TextEdit]:
        """Return the proved edits that write what a finding suggests into a file, none where it cannot be written."""
        documents = DISK if self.markers is None else self.markers.documents
        writer = FixWriter(self.root, find_environment(self.options.audit.environment), documents)
        return writer.with_fixes(code, [finding])[0].fix

    def update(self, predictor: Predictor, document: SourceDocument) -> None:
        """Take in one file as it is now, if the project is read and the file is one of its.

        Raises:
            SourceError: It cannot be parsed.
        """
        if self.markers is not None and not document.path.startswith("<"):
            self.markers = predictor.with_document(self.markers, document)

    def read(self, predictor: Predictor, buffers: Mapping[str, str], pause: Callable[[], None]) -> None:
        """Read the markers.

        Args:
            predictor: The model.
            buffers: Texts by path that are open in the editor.
            pause: Called between files.

        Raises:
            TypilusError: The folder is gone.
        """
        if not self.root.is_dir():
            raise TypilusError(f"{self.root}: no such folder")
        texts: dict[str | os.PathLike[str], str | bytes] = {}
        texts.update(buffers.items())
        documents = OpenDocuments(texts)
        self.markers = predictor.load_project(self.root, progress=lambda path: pause(), documents=documents)


def _with_settings(server: ServerOptions, own: ServerOptions) -> ServerOptions:
    """Return the options of the call, and where it says nothing those of a project."""
    default = ServerOptions()
    values = {
        field.name: getattr(own, field.name)
        for field in fields(ServerOptions)
        if getattr(server, field.name) == getattr(default, field.name)
    }
    return replace(server, **values)
