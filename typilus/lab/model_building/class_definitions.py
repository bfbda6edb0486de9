"""The last part of a model folder: what matches symbols with classes that have no annotated example."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from typilus.counting import counted
from typilus.errors import CorpusError
from typilus.models import DEFINITIONS_FILE, seal

if TYPE_CHECKING:
    from typilus.lab.model_building.matcher_training import MatchingProject
    from typilus.project import LabeledFile

__all__ = ["learn_definitions"]


def learn_definitions(
    folder: Path, corpus: Path, updates: int, *, announce: Callable[[str], None] = lambda message: None
) -> float:
    """Train the class matcher for the network of a complete model folder, and seal the folder anew.

    The network stays as it is. The matcher is trained on the training side of the split by project, and its temperature
    is fitted on the validation side.

    Args:
        folder: Model folder.
        corpus: Built corpus.
        updates: Number of training updates.
        announce: Callback for progress messages.

    Returns:
        The temperature.

    Raises:
        CheckpointError: The folder holds no model.
        CorpusError: The corpus cannot be read, or was built before corpora held classes.
    """
    from typilus.lab.model_building.matcher_training import MatchingRates, fit_temperature, train_matching
    from typilus.lab.model_building.training_run import corpus_files
    from typilus.neural import write_tensors

    announce("embedding the classes and symbols of the corpus")
    projects = list(_projects(folder, corpus_files(corpus, "project", "train")))
    validation = list(_projects(folder, corpus_files(corpus, "project", "validation")))
    if not any(entry.known for project in projects for entry in project.classes.entries):
        raise CorpusError(f"{corpus}: holds no classes; build it anew with `typilus corpus build`")
    announce(f"learning from {counted(len(projects), 'project')}")
    matching = train_matching(
        projects, MatchingRates(updates), lambda update, loss: announce(f"update {update}: loss {loss:.3f}")
    )
    temperature = fit_temperature(matching, validation) if validation else 1.0
    write_tensors(folder / DEFINITIONS_FILE, matching.state_dict())
    seal(folder)
    return temperature


def _projects(folder: Path, files: Iterable[LabeledFile]) -> Iterator[MatchingProject]:
    """Yield the projects that have labeled symbols, from files that are ordered by project."""
    from typilus.lab.model_building.matching_data import matching_project
    from typilus.neural import load_model

    model = load_model(folder)
    for _, group in groupby(files, key=lambda file: file.project):
        project = matching_project(list(group), model)
        if project.files:
            yield project
