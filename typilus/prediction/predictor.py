"""Recommenders joined, filtered and ranked: from a file to a FilePrediction."""

from __future__ import annotations

import copy
import functools
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from graph_extraction import SourceDocument, parse_source
from typilus import recommenders
from typilus.files import find_python_files
from typilus.prediction.asking import check_added
from typilus.prediction.file_prediction import FilePrediction, TypePrediction
from typilus.prediction.joining import NO_LIMITS, JoinedFile, Joiner, Limits
from typilus.prediction.kept_predictions import kept_predictions
from typilus.project import (
    DISK,
    AnalyzedFile,
    Documents,
    Embedder,
    MarkerCache,
    MarkerReader,
    ProjectLimits,
    analyzed,
    default_cache_folder,
    read_file,
    with_document,
)
from typilus.ranking import Ranker
from typilus.recommenders import (
    CORPUS_NAMES,
    PROJECT_NAMES,
    ControlFlowRecommender,
    DefaultRecommender,
    DocstringRecommender,
    LookUpRecommender,
    NameRecommender,
    Recommender,
    StaticRecommender,
    TypeSpaceRecommender,
    ValueRecommender,
)
from typilus.typespace import NameTable, TypeSpace, VotingRule

if TYPE_CHECKING:
    from typilus.class_matching import DefinitionMatcher
    from typilus.project import ProjectMarkers

__all__ = ["Predictor"]

StrPath = str | os.PathLike[str]


class Predictor:
    """A loaded model: predicts as many files as you like.

    Args:
        embedder: The network.
        space: Type map, index and rule of voting.
        project_rule: Rule of voting where a project's own markers vote too; the space's own by default.
        cache: Markers of project files seen before; a folder of the user's by default.
        ranker: Ranks what is recommended; None to rank by the highest probability that is said.
        matcher: Matches symbols with classes that nobody has annotated yet, by an embedder that embeds classes, too.
    """

    def __init__(
        self,
        embedder: Embedder,
        space: TypeSpace,
        project_rule: VotingRule | None = None,
        cache: MarkerCache | None = None,
        ranker: Ranker | None = None,
        matcher: DefinitionMatcher | None = None,
    ) -> None:
        self.embedder = embedder
        self.matcher = matcher
        self.space = space
        self.fingerprint = embedder.fingerprint
        self.project_rule = project_rule or space.rule
        self._cache = cache
        self._ranker = ranker
        self._added: tuple[Recommender, ...] = ()
        self._packages: tuple[Path, ...] | None = None

    def __repr__(self) -> str:
        types = self.space.map
        return f"<Predictor: {len(types):,} markers of {len(types.types):,} types in {types.dimension} dimensions>"

    def predict(
        self,
        path: StrPath,
        *,
        project: StrPath | ProjectMarkers | None = None,
        top: int = 5,
        min_confidence: float = 0.0,
    ) -> FilePrediction:
        """Predict one file.

        Args:
            path: Path of the file.
            project: Folder whose annotated symbols join the type map. Symbols of this file vote for one another, never
                for themselves.
            top: Maximum number of candidates per symbol.
            min_confidence: Minimum probability of candidates.

        Raises:
            SourceError: The file cannot be read.
            TypilusError: The project is no folder.
        """
        limits = Limits(top, min_confidence)
        markers = self._markers(project)
        file = self._read(path, markers)
        return self._predict(file, markers, limits)

    def predict_source(
        self,
        source: str | bytes,
        *,
        path: str = "<string>",
        project: StrPath | ProjectMarkers | None = None,
        top: int = 5,
        min_confidence: float = 0.0,
    ) -> FilePrediction:
        """Predict source text. `path` names it in the result (for an editor's unsaved buffer, the file's path).

        Raises:
            SourceError: It is not Python.
            TypilusError: The project is no folder.
        """
        document = parse_source(source, path)
        markers = self._markers_with(document, project)
        file = _analyzed(document, markers)
        return self._predict(file, markers, Limits(top, min_confidence))

    def predict_edited(
        self,
        former: FilePrediction,
        document: SourceDocument,
        project: ProjectMarkers | None = None,
        top: int = 5,
    ) -> tuple[FilePrediction, dict[int, TypePrediction]]:
        """Predict a file anew after an edit, but keep the predictions that it hardly bears on (see `kept_predictions`).

        Returns the prediction, and by the indices of its symbols the former predictions that it keeps.

        Args:
            former: Prediction before the edit.
            document: The file after it.
            project: Its project's markers, in which the file is as it is in `document`.
            top: Maximum number of candidates per symbol.

        Raises:
            SourceError: The file is not Python, or too large.
        """
        file = _analyzed(document, project)
        kept = kept_predictions(former, document, file.graph.symbols)
        return self._joiner(project, file.module).join(file, Limits(top, 0.0), kept=kept).prediction, kept

    def explain_source(
        self,
        source: str | bytes,
        *,
        path: str = "<string>",
        project: StrPath | ProjectMarkers | None = None,
        evidence: int = 0,
    ) -> JoinedFile:
        """Predict source text, every candidate kept, with all that the recommenders said and the nearest markers.

        Raises:
            SourceError: It is not Python.
            TypilusError: The project is no folder.
        """
        document = parse_source(source, path)
        markers = self._markers_with(document, project)
        file = _analyzed(document, markers)
        return self._joiner(markers, file.module, evidence).join(file, NO_LIMITS, with_parts=True)

    def explain(
        self, path: StrPath, *, project: StrPath | ProjectMarkers | None = None, evidence: int = 3
    ) -> JoinedFile:
        """Predict one file, every candidate kept, with all that the recommenders said and the nearest markers of each.

        Raises:
            SourceError: The file cannot be read.
            TypilusError: The project is no folder.
        """
        markers = self._markers(project)
        file = self._read(path, markers)
        return self._joiner(markers, file.module, evidence).join(file, NO_LIMITS, with_parts=True)

    def predict_paths(
        self,
        paths: Iterable[StrPath],
        *,
        project: StrPath | ProjectMarkers | None = None,
        top: int = 5,
        min_confidence: float = 0.0,
    ) -> Iterator[FilePrediction]:
        """Predict many files and folders, lazily and in order. Arguments are as for `predict`.

        A file that cannot be read has `error` and no symbols; the others go on.

        Raises:
            TypilusError: The project is no folder.
        """
        paths = [paths] if isinstance(paths, str | os.PathLike) else paths
        return map(self.file_predictor(project, top=top, min_confidence=min_confidence), find_python_files(paths))

    def file_predictor(
        self,
        project: StrPath | ProjectMarkers | None = None,
        *,
        top: int = 5,
        min_confidence: float = 0.0,
        evidence: int = 0,
    ) -> Callable[[StrPath], FilePrediction]:
        """A function that predicts one file after the other, as `predict_paths` does.

        Candidates come with so many of the nearest markers that speak for them as `evidence` says.

        Raises:
            TypilusError: The project is no folder.
        """
        return self._file_predictor(self._markers(project), Limits(top, min_confidence), evidence)

    def file_examiner(
        self, project: StrPath | ProjectMarkers | None = None, *, evidence: int = 3
    ) -> Callable[[StrPath], FilePrediction]:
        """Like `file_predictor`, of annotated symbols only: every candidate, with the nearest markers of its type.

        Neither a symbol nor its family (see `families_of`) has a vote.

        Raises:
            TypilusError: The project is no folder.
        """
        predict = self._file_predictor(self._markers(project), NO_LIMITS, evidence, by_family=True)
        return lambda path: _annotated(predict(path))

    def examine_source(
        self, source: str | bytes, *, path: str, project: StrPath | ProjectMarkers | None = None, evidence: int = 3
    ) -> FilePrediction:
        """Like `file_examiner`, for source text. `path` names it.

        Raises:
            SourceError: It is not Python.
            TypilusError: The project is no folder.
        """
        document = parse_source(source, path)
        markers = self._markers_with(document, project)
        file = _analyzed(document, markers)
        joiner = self._joiner(markers, file.module, evidence, by_family=True)
        return _annotated(joiner.join(file, NO_LIMITS).prediction)

    def load_project(
        self,
        folder: StrPath,
        *,
        limits: ProjectLimits | None = None,
        progress: Callable[[str], None] | None = None,
        documents: Documents = DISK,
    ) -> ProjectMarkers:
        """Read a project's markers once, to be given as `project` to many calls.

        Args:
            folder: The project.
            limits: How much of it is looked at.
            progress: Called with each file's path before it is read.
            documents: Give its files; by default as they lie on disk.

        Raises:
            TypilusError: It is no folder.
        """
        reader = replace(self._marker_reader, limits=limits or ProjectLimits(), documents=documents)
        return reader.read(folder, progress)

    def with_document(self, project: ProjectMarkers, document: SourceDocument) -> ProjectMarkers:
        """The markers of a project in which one file, perhaps a new one, is as it is given, whatever lies on disk.

        Raises:
            SourceError: The file cannot be parsed.
        """
        return self._marker_reader.updated(project, document)

    @functools.cached_property
    def _marker_reader(self) -> MarkerReader:
        # Without a fingerprint nothing tells whose markers are cached.
        cache = self._cache or MarkerCache(default_cache_folder() if self.fingerprint else None)
        return MarkerReader(self.embedder, cache, with_classes=self.matcher is not None)

    def with_recommenders(self, added: Iterable[Recommender]) -> Predictor:
        """The same model that asks some recommenders more.

        The ranking knows nothing of their sources and takes them as independent of it (see `with_independent`).

        Raises:
            TypilusError: The id of one of their sources is taken.
        """
        asked = (*self._added, *added)
        check_added(asked)
        predictor = copy.copy(self)
        predictor._added = asked  # noqa: SLF001 - a copy of itself
        return predictor

    def with_packages(self, folders: Iterable[Path]) -> Predictor:
        """The same model that reads the installed packages in some folders, in place of those of the environment."""
        predictor = copy.copy(self)
        predictor._packages = tuple(folders)  # noqa: SLF001 - a copy of itself
        return predictor

    @staticmethod
    def _read(path: StrPath, markers: ProjectMarkers | None) -> AnalyzedFile:
        return read_file(path) if markers is None else read_file(path, markers.folder, markers.documents)

    def _markers(self, project: StrPath | ProjectMarkers | None) -> ProjectMarkers | None:
        return self.load_project(project) if isinstance(project, str | os.PathLike) else project

    def _markers_with(
        self, document: SourceDocument, project: StrPath | ProjectMarkers | None
    ) -> ProjectMarkers | None:
        """The markers of a project in which one file is as it is given, whatever lies on disk."""
        if isinstance(project, str | os.PathLike):
            return self.load_project(project, documents=with_document(DISK, document))
        return None if project is None else self.with_document(project, document)

    def _file_predictor(
        self, markers: ProjectMarkers | None, limits: Limits, evidence: int = 0, by_family: bool = False
    ) -> Callable[[StrPath], FilePrediction]:
        """Each file is embedded alone: together they take no less time, and differ in the last digits."""
        # Test code sees more of a project than the rest, so there are up to two.
        joiners: dict[ProjectMarkers | None, Joiner] = {}

        def predict(path: StrPath) -> FilePrediction:
            try:
                file = self._read(path, markers)
                seen = None if markers is None else markers.seen_from(file.module)
                if seen not in joiners:
                    joiners[seen] = self._joiner(markers, file.module, evidence, by_family)
                return joiners[seen].join(file, limits).prediction.bare(os.fspath(path))
            except Exception as error:
                return FilePrediction.failed(os.fspath(path), error)

        return predict

    def _predict(self, file: AnalyzedFile, markers: ProjectMarkers | None, limits: Limits) -> FilePrediction:
        return self._joiner(markers, file.module).join(file, limits).prediction

    def _joiner(
        self, project: ProjectMarkers | None, module: str, evidence: int = 0, by_family: bool = False
    ) -> Joiner:
        """Who is asked and who ranks, for a module of a project and those like it (see `ProjectMarkers.seen_from`)."""
        markers = None if project is None else project.seen_from(module)
        space = self.space if markers is None else self.space.with_rule(self.project_rule)
        asked: list[Recommender] = [
            ControlFlowRecommender(),
            ValueRecommender(),
            TypeSpaceRecommender(space, markers, evidence, by_family),
        ]
        static = None
        if self._ranker is not None:
            static = StaticRecommender.of_project(project, self._packages)
            asked += self._ranked_recommenders(markers)
        return Joiner([*asked, *self._added], self._ranker, self._frequency, markers, static, self.embedder)

    def _ranked_recommenders(self, markers: ProjectMarkers | None) -> Iterator[Recommender]:
        """Those whose answers mean little without a ranking."""
        yield from (DefaultRecommender(), DocstringRecommender(), NameRecommender(), recommenders.HandlerRecommender())
        yield LookUpRecommender(self._names, CORPUS_NAMES)
        if markers is not None:
            yield LookUpRecommender(markers.names, PROJECT_NAMES)
        if self.matcher is not None:
            yield recommenders.DefinitionRecommender(self.matcher, markers)

    @functools.cached_property
    def _names(self) -> NameTable:
        return NameTable(self.space.map)

    @functools.cached_property
    def _frequency(self) -> dict[str, int]:
        """The number of times that the network has seen each type."""
        counts = np.bincount(self.space.map.type_ids, minlength=len(self.space.map.types))
        return dict(zip(self.space.map.types, counts.tolist(), strict=True))


def _analyzed(document: SourceDocument, markers: ProjectMarkers | None) -> AnalyzedFile:
    return analyzed(document) if markers is None else analyzed(document, markers.folder, markers.documents)


def _annotated(prediction: FilePrediction) -> FilePrediction:
    annotated = tuple(symbol for symbol in prediction if symbol.existing is not None)
    return replace(prediction, symbols=annotated)
