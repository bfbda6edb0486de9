"""Answers to a client's calls by a loaded model, with the project and the checker that the server was started for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typilus import api, models, prediction
from typilus.interfaces.serve.methods import METHODS, RequestError, checked_values
from typilus.listening import SILENT
from typilus.rewriting import stub_of

if TYPE_CHECKING:
    from typilus.options import ServeOptions
    from typilus.project import ProjectMarkers

__all__ = ["Session", "SessionMaker"]


@dataclass(frozen=True)
class SessionMaker:
    """Makes a session where it is called: in a worker, which gets this instead of the model."""

    options: ServeOptions

    def __call__(self) -> Session:
        """Load the model, and the project's markers.

        Raises:
            CheckpointError: This installation has no sound model.
            TypilusError: The project is no folder, a recommender cannot be had.
        """
        return Session(self.options)


class Session:
    """Answers calls one after the other. A call is a method's name and its parameters."""

    def __init__(self, options: ServeOptions) -> None:
        self._options = options
        self._predictor = models.find_predictor(options.model, options.recommenders, options.index, options.device)
        self._project = self._read_project()
        self._answers: Mapping[str, Callable[..., Any]] = {
            "predict": self.predict,
            "annotate": self.annotate,
            "audit": self.audit,
            "explain": self.explain,
            "stub": self.stub,
            "reload": self.reload,
        }

    def _read_project(self) -> ProjectMarkers | None:
        folder = self._options.project
        return None if folder is None else prediction.load_project(self._predictor, folder, SILENT)

    def __call__(self, call: tuple[str, Any] | None) -> Any:
        """The result of a method, ready for JSON. A session that is called with nothing gives nothing.

        Raises:
            RequestError: There is no such method, or the parameters do not suit it.
            TypilusError: The method cannot be done: the source cannot be parsed, the checker has ended.
        """
        if call is None:
            return None
        name, parameters = call
        method = METHODS.get(name)
        if method is None:
            raise RequestError(f"there is no method {name!r}; there are {', '.join(METHODS)}")
        return self._answers[name](**checked_values(method, parameters))

    def predict(self, source: str, path: str, top: int, min_confidence: float) -> Any:
        """Types for the symbols of a text."""
        predicted = api.predict_source(
            source,
            path=self._located(path),
            model=self._predictor,
            project=self._project,
            top=top,
            min_confidence=min_confidence,
        )
        return {**predicted.to_dict(), "path": path}

    def annotate(self, source: str, path: str, min_confidence: float) -> Any:
        """The text that a text would become."""
        annotated = api.annotate_source(
            source,
            path=self._located(path),
            model=self._predictor,
            project=self._project,
            checker=self._options.checker,
            environment=self._options.environment,
            min_confidence=min_confidence,
        )
        return {**annotated.to_dict(), "path": path, "text": annotated.text, "diff": annotated.diff()}

    def audit(self, source: str, path: str, min_confidence: float) -> Any:
        """A text's annotations, compared with what would be predicted in their place."""
        audited = api.audit_source(
            source,
            path=self._located(path),
            model=self._predictor,
            project=self._project,
            checker=self._options.checker,
            environment=self._options.environment,
            min_confidence=min_confidence,
        )
        return {**audited.to_dict(), "path": path}

    def explain(self, source: str, path: str, line: int) -> Any:
        """The parts of the scores of a text's symbols."""
        explained = api.explain_source(
            source, line or None, path=self._located(path), model=self._predictor, project=self._project
        )
        return [symbol.to_dict() for symbol in explained]

    def stub(self, source: str, path: str) -> Any:
        """The definitions of a text, without its code."""
        return {"text": stub_of(source, path)}

    def reload(self) -> Any:
        """The number of markers of the project, which is read anew, as it is on disk now."""
        self._project = self._read_project()
        return {"markers": 0 if self._project is None else len(self._project.type_map)}

    def _located(self, path: str) -> str:
        """Return a path in the project's folder, or a mere name where there is no project or no path."""
        folder = self._options.project
        if path.startswith("<"):
            return path
        return f"<{path}>" if folder is None else str(Path(folder, path))
