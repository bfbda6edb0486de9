"""Recommenders joined, filtered and ranked: from a file to a FilePrediction."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, cast

from typilus.annotation_types import TypeExpression, parse_type, render
from typilus.config import find_root
from typilus.errors import TypeExpressionError, TypilusError
from typilus.prediction.checked import filtered
from typilus.prediction.control_flow import ControlFlowRecommender
from typilus.prediction.discovery import find_python_files
from typilus.prediction.places import Places
from typilus.prediction.reading import ReadFile, read_file, read_text
from typilus.prediction.recommender import DefinitionEmbedder, Embedder, Recommendation, Recommender, skip_reason
from typilus.prediction.shared_embedding import SharedEmbedder
from typilus.prediction.space_recommender import TypeSpaceRecommender
from typilus.prediction.value_recommender import ValueRecommender
from typilus.prediction.values import FilePrediction, TypeCandidate, TypePrediction
from typilus.typespace import TypeSpace, VotingRule

if TYPE_CHECKING:
    # Only imported where a project is given: it needs the corpus's labelling.
    from typilus.definitions.matcher import DefinitionMatcher
    from typilus.prediction.definition_recommender import DefinitionRecommender
    from typilus.prediction.marker_cache import MarkerCache
    from typilus.prediction.project import ProjectLimits, ProjectMarkers

__all__ = ["Predictor"]

_BATCH_FILES = 16
_BATCH_NODES = 20_000
Path = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class _Filter:
    """How many candidates to show (`top`), and from which probability on."""

    top: int
    min_confidence: float

    def __post_init__(self) -> None:
        if self.top < 1 or not 0 <= self.min_confidence <= 1:
            raise ValueError(f"top must be at least 1 and min_confidence in 0..1: {self.top}, {self.min_confidence}")


_EVERYTHING = _Filter(top=1_000_000, min_confidence=0.0)


class Predictor:
    """A loaded model: predicts as many files as you like.

    Args:
        embedder: the network.
        space: type map, index and rule of voting.
        fingerprint: tells this network from others; the key of what is cached about the user's files.
        project_rule: rule of voting where a project's own markers vote too; the space's own by default.
        cache: markers of project files seen before; a folder of the user's by default.
        matcher: matches symbols with classes that nobody has annotated yet; the network must then embed classes, too.
    """

    def __init__(
        self,
        embedder: Embedder,
        space: TypeSpace,
        fingerprint: str = "",
        project_rule: VotingRule | None = None,
        cache: MarkerCache | None = None,
        matcher: DefinitionMatcher | None = None,
    ) -> None:
        self.embedder = embedder if matcher is None else SharedEmbedder(cast(DefinitionEmbedder, embedder))
        self.matcher = matcher
        self.space = space
        self.fingerprint = fingerprint
        self._project_rule = project_rule or space.rule
        self._cache = cache

    def predict(
        self,
        path: Path,
        *,
        project: Path | ProjectMarkers | None = None,
        top: int = 5,
        min_confidence: float = 0.0,
        checker: str | None = None,
        environment: Path | None = None,
    ) -> FilePrediction:
        """Predict one file.

        Args:
            path: of the file.
            project: a folder whose annotated symbols join the type map; symbols of this file vote for one another,
                never for themselves.
            top: at most so many candidates a symbol.
            min_confidence: candidates below this probability are left out.
            checker: name of a type checker that rejects candidates, or "auto"; it sees a copy of the project.
            environment: interpreter of the environment that has the project's dependencies, for the checker.

        Raises:
            SourceError: the file cannot be read.
            CheckerError: the checker cannot be used.
            TypilusError: the project is no folder.
        """
        markers = self._markers(project)
        file = read_file(path, None if markers is None else markers.folder)
        prediction = self._predict([file], markers, _Filter(top, min_confidence))[0]
        if checker is None:
            return prediction
        root = find_root(path) if markers is None else markers.folder
        return next(filtered([prediction], checker, FilePath(root), environment))

    def predict_source(
        self,
        source: str | bytes,
        *,
        path: str = "<string>",
        project: Path | ProjectMarkers | None = None,
        top: int = 5,
        min_confidence: float = 0.0,
    ) -> FilePrediction:
        """Predict source text; `path` names it in the result (an editor's unsaved buffer: the file's path).

        Raises:
            SourceError: it is not Python.
            TypilusError: the project is no folder.
        """
        markers = self._markers(project)
        file = read_text(source, path, None if markers is None else markers.folder)
        return self._predict([file], markers, _Filter(top, min_confidence))[0]

    def predict_paths(
        self,
        paths: Iterable[Path],
        *,
        project: Path | ProjectMarkers | None = None,
        top: int = 5,
        min_confidence: float = 0.0,
        checker: str | None = None,
        environment: Path | None = None,
    ) -> Iterator[FilePrediction]:
        """Predict many files, lazily and in order; folders are walked. Arguments as for `predict`.

        A file that cannot be read has `error` and no symbols; the others go on.

        Raises:
            CheckerError: the checker cannot be used.
            TypilusError: the project is no folder.
        """
        paths = [paths] if isinstance(paths, str | os.PathLike) else paths
        chosen = _Filter(top, min_confidence)
        markers = self._markers(project)
        if checker is None:
            return self._predict_paths(paths, markers, chosen)
        # Paths may come without end: only the first is looked at, for the project that it lies in.
        remaining = iter(paths)
        first = next(remaining, None)
        if first is None:
            return iter(())
        root = find_root(first) if markers is None else markers.folder
        predictions = self._predict_paths(itertools.chain([first], remaining), markers, chosen)
        return filtered(predictions, checker, FilePath(root), environment)

    def examine_paths(
        self, paths: Iterable[Path], *, project: Path | ProjectMarkers | None = None, evidence: int = 3
    ) -> Iterator[FilePrediction]:
        """Like `predict_paths`, of annotated symbols only: every type that got votes, and the nearest markers of each.

        Raises:
            TypilusError: the project is no folder.
        """
        for prediction in self._predict_paths(paths, self._markers(project), _EVERYTHING, evidence):
            annotated = tuple(symbol for symbol in prediction if symbol.existing is not None)
            yield FilePrediction(prediction.path, prediction.error, annotated)

    def load_project(
        self,
        folder: Path,
        *,
        limits: ProjectLimits | None = None,
        progress: Callable[[str], None] | None = None,
    ) -> ProjectMarkers:
        """Read a project's markers once, to be given as `project` to many calls.

        Raises:
            TypilusError: it is no folder.
        """
        from typilus.prediction.marker_cache import MarkerCache, default_cache_folder
        from typilus.prediction.project import collect_project

        # Without a fingerprint nothing tells whose markers are cached.
        cache = self._cache or MarkerCache(default_cache_folder() if self.fingerprint else None)
        classes = None if self.matcher is None else cast(DefinitionEmbedder, self.embedder)
        return collect_project(
            folder, self.embedder, self.space.map.dimension, self.fingerprint, cache, limits, progress, classes
        )

    def definitions(self, markers: ProjectMarkers | None) -> DefinitionRecommender | None:
        """What recommends classes by their definitions; None if this model has not learned to."""
        if self.matcher is None:
            return None
        # It reads what modules pass on, as the project's markers do.
        from typilus.prediction.definition_recommender import DefinitionRecommender

        embedder = cast(DefinitionEmbedder, self.embedder)
        return DefinitionRecommender(embedder, self.matcher, markers)

    def _markers(self, project: Path | ProjectMarkers | None) -> ProjectMarkers | None:
        return self.load_project(project) if isinstance(project, str | os.PathLike) else project

    def _predict_paths(
        self, paths: Iterable[Path], markers: ProjectMarkers | None, chosen: _Filter, evidence: int = 0
    ) -> Iterator[FilePrediction]:
        """Files that are read one after the other are embedded together; a failure is told in its place."""
        recommenders = self._recommenders(markers, evidence)
        root = None if markers is None else markers.folder
        batch: list[ReadFile] = []
        for path in find_python_files(paths):
            try:
                file = read_file(path, root)
            except Exception as error:
                yield from _joined_safely(recommenders, batch, markers, chosen)
                batch = []
                yield _failure(path, error)
                continue
            nodes = sum(each.graph.num_nodes for each in batch)
            if batch and (len(batch) == _BATCH_FILES or nodes + file.graph.num_nodes > _BATCH_NODES):
                yield from _joined_safely(recommenders, batch, markers, chosen)
                batch = []
            batch.append(file)
        yield from _joined_safely(recommenders, batch, markers, chosen)

    def _predict(
        self, files: Sequence[ReadFile], markers: ProjectMarkers | None, chosen: _Filter
    ) -> list[FilePrediction]:
        return _joined(self._recommenders(markers), files, markers, chosen)

    def _recommenders(self, markers: ProjectMarkers | None, evidence: int = 0) -> list[Recommender]:
        space = self.space if markers is None else self.space.with_rule(self._project_rule)
        space_recommender = TypeSpaceRecommender(self.embedder, space, markers, evidence)
        # Values bring no markers as evidence.
        return [ControlFlowRecommender(), *([] if evidence else [ValueRecommender()]), space_recommender]


def _joined_safely(
    recommenders: Sequence[Recommender], files: Sequence[ReadFile], markers: ProjectMarkers | None, chosen: _Filter
) -> Iterator[FilePrediction]:
    """`_joined`; if a batch fails, each of its files alone, so that one cannot take the others down."""
    if not files:
        return
    try:
        yield from _joined(recommenders, files, markers, chosen)
    except Exception as error:
        if len(files) == 1:
            yield _failure(files[0].path, error)
            return
        for file in files:
            yield from _joined_safely(recommenders, [file], markers, chosen)


def _failure(path: str, error: Exception) -> FilePrediction:
    reason = str(error) if isinstance(error, TypilusError) else f"{path}: {type(error).__name__}: {error}"
    return FilePrediction(path, reason, ())


def _joined(
    recommenders: Sequence[Recommender], files: Sequence[ReadFile], markers: ProjectMarkers | None, chosen: _Filter
) -> list[FilePrediction]:
    answers = [recommender.recommend(files) for recommender in recommenders]
    predictions = []
    for number, file in enumerate(files):
        writer = _Writer(file, markers)
        rows = zip(*(answer[number] for answer in answers), strict=True)
        symbols = tuple(
            _prediction(writer, position, [each for part in parts for each in part], chosen)
            for position, parts in enumerate(rows)
        )
        predictions.append(FilePrediction(file.path, None, symbols))
    return predictions


class _Writer:
    """Types as one file would write them."""

    def __init__(self, file: ReadFile, markers: ProjectMarkers | None) -> None:
        self.file = file
        self.places = Places(file)
        self._known: dict[str, str | None] = {}
        self._named = frozenset({*file.names.imports.values(), *file.names.definitions.values()})
        self._local: dict[str, str] = {}
        if markers is not None:
            # A class's public name is not what the file that defines it, or imports it from elsewhere, calls it.
            self._local = {markers.exports.public_name(name): name for name in sorted(self._named)}

    def text(self, kind: str) -> str | None:
        """How the file would write a canonical type; None for what it cannot."""
        if kind not in self._known:
            try:
                expression = _respelled(parse_type(kind), self._local)
                private = _is_private(expression, self._named)
                self._known[kind] = None if private else render(expression, self.file.names).text
            except TypeExpressionError:
                self._known[kind] = None
        return self._known[kind]


def _respelled(expression: TypeExpression, names: Mapping[str, str]) -> TypeExpression:
    arguments = tuple(_respelled(argument, names) for argument in expression.arguments)
    return TypeExpression(names.get(expression.name, expression.name), arguments)


def _is_private(expression: TypeExpression, named: Container[str]) -> bool:
    """Whether it holds a type variable, or a class that is private to some module and that the file does not name."""
    name = expression.name.rpartition(".")[2]
    private = name.startswith(("_", "~")) and expression.name not in named
    return private or any(_is_private(argument, named) for argument in expression.arguments)


def _prediction(
    writer: _Writer, position: int, recommendations: Sequence[Recommendation], chosen: _Filter
) -> TypePrediction:
    symbol = writer.file.graph.symbols[position]
    reason = skip_reason(symbol, writer.file.names)
    if reason is not None:
        return TypePrediction(symbol, symbol.annotation, reason, ())
    recommendations = writer.places.fitted(symbol, recommendations)
    if any(each.certain for each in recommendations):
        recommendations = [each for each in recommendations if each.certain]
    ranked: dict[str, TypeCandidate] = {}
    for each in sorted(recommendations, key=lambda recommendation: -recommendation.probability):
        text = writer.text(each.type)
        if text is not None and each.type not in ranked:
            ranked[each.type] = TypeCandidate(each.type, text, each.probability, each.source, evidence=each.evidence)
    kept = [each for each in ranked.values() if each.probability >= chosen.min_confidence][: chosen.top]
    if not ranked:
        reason = "no type is known near it"
    elif not kept:
        best = next(iter(ranked.values()))
        reason = f"no type reached {chosen.min_confidence:g}: the best, {best.text}, has {best.probability:.2f}"
    return TypePrediction(symbol, symbol.annotation, reason, tuple(kept))
