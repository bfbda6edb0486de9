"""Load a Predictor from a model folder."""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from graph_extraction.intake import is_file
from typilus import checking, recommenders
from typilus.class_matching import DefinitionMatcher
from typilus.errors import CheckpointError
from typilus.model_choice import ModelChoice
from typilus.models.manifest import (
    CELLS_FILE,
    DEFINITIONS_FILE,
    MANIFEST_FILE,
    RANKING_FILE,
    TYPE_MAP_FILE,
    check,
    listed_file,
)
from typilus.models.prediction_device import CPU, prediction_device
from typilus.neural import read_network
from typilus.neural.runtime import GraphNetwork
from typilus.prediction import Predictor
from typilus.project import Embedder, site_packages_of
from typilus.ranking import load_ranker
from typilus.recommenders import AddedRecommender, InfillSettings, Recommender, find_recommenders
from typilus.typespace import (
    CellIndex,
    NeighborIndex,
    TypeMap,
    TypeSpace,
    VotingRule,
    build_index,
    load_cells,
    load_map,
    map_digest,
    read_notes,
)

__all__ = ["embedded_folder", "find_predictor", "load_predictor", "packages_of"]

_EMBEDDED = ModelChoice()


def embedded_folder() -> Path:
    """The folder of the model that is installed with this package.

    Raises:
        CheckpointError: There is none.
    """
    folder = Path(__file__).parent
    if not is_file(folder / MANIFEST_FILE):
        raise CheckpointError(
            f"{folder}: this installation has no model; install typilus again, or train one (`typilus train --help`) "
            "and name its folder"
        )
    return folder


@functools.lru_cache(maxsize=1)
def _embedded(index: str, device: str) -> Predictor:
    return load_predictor(embedded_folder(), index, device)


def find_predictor(choice: ModelChoice = _EMBEDDED) -> Predictor:
    """The model that is named or given, which may ask some recommenders more. The embedded one is loaded once.

    Raises:
        CheckerError: The environment is none.
        CheckpointError: The model is missing, damaged or of another version.
        TypilusError: A recommender cannot be found, loaded or read, or has a source that is already there; or the
            device cannot be had here.
        InfillError: A language model cannot be opened.
    """
    predictor = _embedded(choice.index, choice.device) if choice.model is None else choice.model
    if isinstance(predictor, str | os.PathLike):
        predictor = load_predictor(predictor, choice.index, choice.device)
    if choice.environment is not None:
        predictor = predictor.with_packages(packages_of(choice.environment))
    return predictor.with_recommenders(find_recommenders(map(_opened, choice.added))) if choice.added else predictor


def packages_of(environment: str | os.PathLike[str]) -> list[Path]:
    """The folders of installed packages of an environment that is named by its folder or its interpreter.

    Raises:
        CheckerError: It is none.
    """
    interpreter = checking.find_environment(environment)
    return [] if interpreter is None else site_packages_of(interpreter)


def _opened(added: AddedRecommender) -> str | Recommender:
    return recommenders.InfillRecommender.open(added) if isinstance(added, InfillSettings) else added


def load_predictor(folder: str | os.PathLike[str], index: str = "auto", device: str = CPU) -> Predictor:
    """Load a model folder: hashes checked, nothing unpickled.

    Args:
        folder: The model folder.
        index: `exact` or `annoy` as in `build_index`, or `auto`: by the model's cells, if it has them.
        device: Where the network computes, as in `prediction_device`. On the CPU that needs no torch.

    Raises:
        CheckpointError: It is missing, damaged or of another version, or the index cannot be had here.
        TypilusError: The device cannot be had here.
    """
    path = Path(folder)
    check(path)
    model = _network(path, prediction_device(device))
    type_map = load_map(path / TYPE_MAP_FILE, is_checked=True)
    if type_map.dimension != model.dimension:
        raise CheckpointError(
            f"{path}: the network embeds in {model.dimension} dimensions, the type map in "
            f"{type_map.dimension}; make the map anew with `typilus index`"
        )
    rule, project_rule = voting_rules(path / TYPE_MAP_FILE)
    space = TypeSpace(type_map, _index(path, type_map, index), rule)
    # A model without a ranking of its own is ranked by that of the embedded one.
    ranking = listed_file(path, RANKING_FILE) or _embedded_file(RANKING_FILE)
    ranker = None if ranking is None else load_ranker(ranking)
    matcher = _matcher(path, type_map.dimension)
    return Predictor(model, space, project_rule, ranker=ranker, matcher=matcher)


def _network(folder: Path, device: str) -> Embedder:
    """The network of a model folder, in numpy, or in torch if it has no such form or is to compute on a GPU."""
    files = read_network(folder)
    lacking = GraphNetwork.lacks(files.config)
    if not lacking and device == CPU:
        return GraphNetwork(files)
    if find_spec("torch") is None or find_spec("torch_geometric") is None:
        raise CheckpointError(
            f"{folder}: {lacking}, which needs torch and torch_geometric; they are not installed: "
            "pip install 'typilus[train]'"
        )
    from typilus.neural import load_model

    model = load_model(folder)
    model.encoder.to(device)
    return model


def _index(folder: Path, type_map: TypeMap, index: str) -> NeighborIndex:
    path, digest = listed_file(folder, CELLS_FILE), map_digest(folder / TYPE_MAP_FILE)
    if path is None or index != "auto":
        return build_index(index, type_map.points, digest=digest)
    return CellIndex(type_map.points, load_cells(path, digest, len(type_map), type_map.dimension))


def _embedded_file(name: str) -> Path | None:
    """Return a file of the embedded model, None if this installation has no model, or one without it."""
    folder = Path(__file__).parent
    return listed_file(folder, name) if is_file(folder / MANIFEST_FILE) else None


def _matcher(folder: Path, dimension: int) -> DefinitionMatcher | None:
    """Return the matcher of symbols with class definitions, if the model has one."""
    path = listed_file(folder, DEFINITIONS_FILE)
    if path is None:
        return None
    matcher = DefinitionMatcher.load(path)
    if matcher.dimension != dimension:
        raise CheckpointError(f"{path}: matches in {matcher.dimension} dimensions, the network embeds in {dimension}")
    return matcher


def voting_rules(path: Path) -> tuple[VotingRule, VotingRule]:
    """The rules noted in a type map: for a file alone, and where a project's own markers vote too.

    Raises:
        CheckpointError: The notes hold something else.
    """
    notes = read_notes(path)
    try:
        alone = VotingRule(**_fields(notes, "rule"))
        return alone, VotingRule(**_fields(notes, "project_rule")) if "project_rule" in notes else alone
    except (TypeError, ValueError) as error:
        raise CheckpointError(f"{path}: its voting rule is malformed ({error})") from error


def _fields(notes: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    fields = notes.get(name, {})
    if not isinstance(fields, dict):
        raise TypeError(f"{name} is no object")
    return fields
