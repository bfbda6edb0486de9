"""A picture of the TypeSpace: markers in two dimensions, colored by type. It needs the `notebook` extra."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from typilus.errors import TypilusError
from typilus.lab.experiments.network.plots import new_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Projection", "draw_projection", "project_types", "save_projection"]

_OTHERS = "#d9d9d9"
_MODULE = re.compile(r"(?:\w+\.)+(?=\w)")
_GRAYS = (14, 15)


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """A sample of a type map in two dimensions.

    Attributes:
        points: `[N, 2]`.
        types: `[N]` a type each.
        rows: `[N]` which rows of the given vectors were drawn.
    """

    points: npt.NDArray[np.float32]
    types: tuple[str, ...]
    rows: npt.NDArray[np.int64]


def project_types(
    vectors: npt.NDArray[np.float32], types: Sequence[str], sample: int = 3000, top: int = 18, seed: int = 0
) -> Projection:
    """Lay out a sample of markers so that neighbors in the TypeSpace (L1) stay neighbors (t-SNE).

    Args:
        vectors: `[M, D]`.
        types: `[M]`.
        sample: Maximum number of markers.
        top: Number of most frequent types to favor: they get two thirds of the sample, in equal shares, so that `str`
            does not fill the picture.
        seed: Seed of sample and layout.

    Raises:
        TypilusError: Scikit-learn is not installed.
    """
    try:
        from sklearn.manifold import TSNE
        from threadpoolctl import threadpool_limits
    except ImportError as error:
        raise TypilusError("a projection needs scikit-learn: install typilus with its `notebook` extra") from error
    rows = _sample(types, sample, top, np.random.default_rng(seed))
    sampled = np.asarray(vectors, np.float32)[rows]
    if len(rows) < 4:
        points = np.zeros((len(rows), 2), np.float32)
        points[:, 0] = np.arange(len(rows))
    else:
        perplexity = min(30.0, (len(rows) - 1) / 3)
        layout = TSNE(2, metric="cityblock", init="random", perplexity=perplexity, random_state=seed)
        # One thread: on a busy machine scikit-learn's threads wait for one another at every step.
        with threadpool_limits(1):
            points = np.asarray(layout.fit_transform(sampled), np.float32)
    return Projection(points, tuple(types[row] for row in rows), rows)


def _sample(types: Sequence[str], sample: int, top: int, generator: np.random.Generator) -> npt.NDArray[np.int64]:
    everything = generator.permutation(len(types)).astype(np.int64)
    if len(types) <= sample:
        return np.sort(everything)
    share = max(1, 2 * sample // (3 * max(top, 1)))
    frequent = {name for name, _ in Counter(types).most_common(top)}
    taken: Counter[str] = Counter()
    first, rest = [], []
    for row in everything.tolist():
        name = types[row]
        if name in frequent and taken[name] < share:
            taken[name] += 1
            first.append(row)
        else:
            rest.append(row)
    return np.sort(np.asarray((first + rest)[:sample], np.int64))


def draw_projection(projection: Projection, top: int = 18, title: str = "TypeSpace") -> Figure:
    """Markers as dots, the most frequent types of the sample in color, named at the place where they are densest.

    Raises:
        TypilusError: Matplotlib is not installed.
    """
    figure = new_figure(9.5, 7.0)
    import matplotlib as mpl

    panel = figure.subplots()
    names = np.asarray(projection.types, object)
    frequent = [name for name, _ in Counter(projection.types).most_common(top)]
    others = ~np.isin(names, frequent)
    panel.scatter(
        projection.points[others, 0],
        projection.points[others, 1],
        s=5,
        color=_OTHERS,
        linewidths=0,
        label="other types",
    )
    colors = [color for index, color in enumerate(mpl.color_sequences["tab20"]) if index not in _GRAYS]
    for index, name in enumerate(frequent):
        mine = projection.points[names == name]
        panel.scatter(mine[:, 0], mine[:, 1], s=9, color=colors[index % len(colors)], linewidths=0, label=_short(name))
        x, y = mine[_densest(mine)]
        panel.annotate(_short(name), (x, y), fontsize=8, ha="center", weight="bold")
    panel.set(title=title, xticks=[], yticks=[])
    panel.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), fontsize=8, markerscale=2, frameon=False)
    return figure


def _densest(points: npt.NDArray[np.float32]) -> int:
    """The point whose neighbors are nearest: a better place for a name than the mean of scattered islands."""
    distances = np.abs(points[:, None] - points[None]).sum(axis=2)
    near = np.sort(distances, axis=1)[:, : max(2, len(points) // 4)]
    return int(near.mean(axis=1).argmin())


def _short(name: str) -> str:
    """A type without its modules: `dict[str, Any]`, `Tensor | None`."""
    bare = _MODULE.sub("", name)
    return bare if len(bare) <= 28 else f"{bare[:27]}…"


def save_projection(
    path: Path, vectors: npt.NDArray[np.float32], types: Sequence[str], sample: int = 3000, seed: int = 0
) -> None:
    """Draw a type map and write it as PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draw_projection(project_types(vectors, types, sample, seed=seed)).savefig(path, dpi=120)
