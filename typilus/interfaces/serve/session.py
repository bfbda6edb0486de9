"""Answers to a client's calls by a loaded model, with the project and the checker that the server was started for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typilus import api, models, prediction, weaving
from typilus.infilling import GenerationRequest, HoledText, InfillerOptions, open_infiller
from typilus.interfaces.serve import text_operations
from typilus.interfaces.serve.methods import METHODS, RequestError, checked_values
from typilus.listening import SILENT
from typilus.rewriting import stub_of
from typilus.weaving import HOLE

if TYPE_CHECKING:
    from typilus.infilling import TextInfiller
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
        self._infiller = _opened(options)
        self._predictor = models.find_predictor(replace(options, infill=self._infiller).choice)
        self._project = self._read_project()
        self._answers: Mapping[str, Callable[..., Any]] = {
            "predict": self.predict,
            "annotate": self.annotate,
            "audit": self.audit,
            "explain": self.explain,
            "stub": self.stub,
            "print": self.print,
            "tree": self.tree,
            "usages": self.usages,
            "weave": self.weave,
            "check": self.check,
            "complete": self.complete,
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

    def print(self, source: str, path: str, hole: str) -> Any:
        """A text with a name in the place of each annotation that is missing."""
        return {"text": text_operations.with_holes(source, path, hole)}

    def tree(self, source: str, path: str) -> Any:
        """The scopes of a text, each in the one around it."""
        return text_operations.scope_tree(source, path)

    def usages(self, source: str, path: str, scope: str) -> Any:
        """The calls of a scope from elsewhere in its text."""
        return text_operations.usages(source, path, scope)

    def weave(self, donor: str, source: str, path: str, scope: str) -> Any:
        """The text with the annotations that another version of it has."""
        woven = weaving.weave_source(donor, source, scope=scope, path=self._located(path))
        return {"text": woven.text, "changed": woven.changed}

    def check(self, original: str, source: str, path: str) -> Any:
        """A judgment of a text that was made of another by adding types."""
        return text_operations.check_text(original, source, path)

    def complete(
        self, prompt: str, suffix: str, n: int, temperature: float, max_tokens: int, stop: Sequence[str]
    ) -> Any:
        """Continuations of a prompt by the infiller, or what fits between it and a suffix, or into its holes.

        Raises:
            RequestError: The server was started without one.
        """
        if self._infiller is None:
            raise RequestError("there is no model that completes; start the server with --infill")
        parts = (prompt, suffix) if suffix else tuple(prompt.split(HOLE))
        if len(parts) > 1:
            (completions,) = self._infiller.complete([HoledText(parts)], n, temperature)
            texts = [completion.texts[0] if suffix else _filled(parts, completion.texts) for completion in completions]
        else:
            request = GenerationRequest(prompt, n, temperature, max_tokens, tuple(map(str, stop)))
            (generations,) = self._infiller.model.generate([request])
            texts = [generation.text for generation in generations]
        choices = [{"index": index, "text": text} for index, text in enumerate(texts)]
        return {"object": "text_completion", "model": self._infiller.name, "choices": choices}

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


def _opened(options: ServeOptions) -> TextInfiller | None:
    """Open the language model that is named, if any is: once, for the ranking and for completions."""
    if isinstance(options.infill, str):
        return open_infiller(options.infill, InfillerOptions(options.infill_dialect))
    return options.infill


def _filled(parts: Sequence[str], texts: Sequence[str]) -> str:
    """Return a text with its holes filled."""
    return parts[0] + "".join(text + part for text, part in zip(texts, parts[1:], strict=True))
