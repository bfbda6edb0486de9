"""Models and projects loaded for a command, with what a terminal should see of it."""

from __future__ import annotations

import functools
import os
import sys
from typing import TYPE_CHECKING

from typilus.prediction import Predictor

if TYPE_CHECKING:
    from typilus.project import ProjectMarkers

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
    markers = _loaded(predictor, folder)
    for path, reason in markers.unread:
        if "files are left out" in reason:
            _tell_once(f"{path!a}: {reason}")
    return markers


@functools.cache
def _tell_once(message: str) -> None:
    """Also where a project is loaded again, round after round."""
    print(f"typilus: {message}", file=sys.stderr, flush=True)


def _loaded(predictor: Predictor, folder: str | os.PathLike[str]) -> ProjectMarkers:
    if not sys.stderr.isatty():
        return predictor.load_project(folder)
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status("reading the project") as status:
        return predictor.load_project(
            folder, progress=lambda path: status.update(f"reading the project: {escape(ascii(path))}")
        )


def _bound_threads() -> None:
    """Small graphs gain nothing from many threads, and a container's share of a large machine loses by them."""
    import torch

    if "OMP_NUM_THREADS" not in os.environ:
        torch.set_num_threads(max(1, min(torch.get_num_threads(), 8)))
