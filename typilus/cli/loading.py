"""Models and projects loaded for a command, with what a terminal should see of it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from typilus.prediction.predictor import Predictor

if TYPE_CHECKING:
    from typilus.prediction.project import ProjectMarkers

__all__ = ["load_model", "load_project"]


def load_model(folder: str | None) -> Predictor:
    """The model of a folder, or the embedded one.

    Raises:
        CheckpointError: it is missing, damaged or of another version.
    """
    from typilus.api import load

    predictor = load(folder)
    _bound_threads()
    return predictor


def load_project(predictor: Predictor, folder: str | os.PathLike[str]) -> ProjectMarkers:
    """The markers of a project.

    Raises:
        TypilusError: it is no folder.
    """
    if not sys.stderr.isatty():
        return predictor.load_project(folder)
    from rich.console import Console

    with Console(stderr=True).status("reading the project") as status:
        return predictor.load_project(folder, progress=lambda path: status.update(f"reading the project: {path}"))


def _bound_threads() -> None:
    """Small graphs gain nothing from many threads, and a container's share of a large machine loses by them."""
    import torch

    if "OMP_NUM_THREADS" not in os.environ:
        torch.set_num_threads(max(1, min(torch.get_num_threads(), 8)))
