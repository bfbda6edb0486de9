"""From a model and perhaps a project to a page of the TypeSpace."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np

from typilus.explorer.layout import Positions, lay_out
from typilus.explorer.layout_files import layout_of, read_layout
from typilus.explorer.picture_values import PicturedProject, SpacePicture
from typilus.explorer.project_symbols import picture_project
from typilus.explorer.space_page import SpacePage
from typilus.models import embedded_folder, load_predictor
from typilus.typespace import TypeMap, TypeSpace, build_index

__all__ = ["explore"]

_SEED = 20_200_615


def explore(
    model: str | os.PathLike[str] | None = None,
    project: str | os.PathLike[str] | None = None,
    *,
    most: int | None = None,
    announce: Callable[[str], None] = lambda text: None,
) -> SpacePage:
    """Return a page of the TypeSpace, which shows itself in a notebook.

    >>> typilus.explore(most=20_000)         # in a notebook
    >>> typilus.explore(project=".").save("space.html")

    Args:
        model: A model folder; the embedded model by default.
        project: A folder whose symbols are shown among the markers.
        most: Show a sample of so many markers; all by default.
        announce: Called with a line about each step that takes long.

    Raises:
        CheckpointError: The model is missing or damaged.
        TypilusError: The project is no folder; or the model has no layout yet, and openTSNE is not installed.
    """
    folder = embedded_folder() if model is None else Path(model)
    predictor = load_predictor(folder)
    space = predictor.space
    if most is None or most >= len(space.map):
        positions = layout_of(folder, space.map, announce)
    else:
        space, positions = _sampled(folder, space, most, announce)
    shown = PicturedProject()
    if project is not None:
        ruled = space.with_rule(predictor.project_rule)
        shown = picture_project(predictor, ruled, positions, os.fspath(project), announce)
    title = "TypeSpace" if project is None else f"TypeSpace and {Path(project).resolve().name}"
    return SpacePage(SpacePicture(title, space.map, positions, shown))


def _sampled(folder: Path, space: TypeSpace, most: int, announce: Callable[[str], None]) -> tuple[TypeSpace, Positions]:
    """Some markers, where the model's own layout has them, or else laid out alone, which is soon done."""
    layout = read_layout(folder, space.map)
    rows = np.sort(np.random.default_rng(_SEED).permutation(len(space.map))[:most]).astype(np.int64)
    sampled: TypeMap = space.map.select(rows)
    positions = lay_out(sampled, announce=announce) if layout is None else layout[rows]
    return TypeSpace(sampled, build_index("exact", sampled.points), space.rule), positions
