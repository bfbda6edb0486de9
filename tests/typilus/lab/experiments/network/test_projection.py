"""The picture keeps neighbors together and names the frequent types."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from typilus.errors import TypilusError
from typilus.lab.experiments.network.projection import Projection, draw_projection, project_types, save_projection


def clusters(size: int = 40) -> tuple[np.ndarray, list[str]]:
    generator = np.random.default_rng(1)
    types = ["str"] * size + ["int"] * size + ["pkg.Shop"] * size
    centers = np.repeat(np.eye(3, 8) * 20, size, axis=0)
    return (centers + generator.normal(size=(3 * size, 8))).astype(np.float32), types


def test_neighbors_stay_neighbors() -> None:
    pytest.importorskip("sklearn")
    vectors, types = clusters()
    projection = project_types(vectors, types)
    assert projection.points.shape == (120, 2)
    names = np.asarray(projection.types)
    distances = np.abs(projection.points[:, None] - projection.points[None]).sum(-1) + np.eye(120) * 1e9
    assert (names[distances.argmin(axis=1)] == names).mean() > 0.95


def test_a_sample_gives_rare_frequent_types_their_share() -> None:
    pytest.importorskip("sklearn")
    vectors, types = np.random.default_rng(0).normal(size=(1000, 4)).astype(np.float32), ["str"] * 900 + ["int"] * 100
    projection = project_types(vectors, types, sample=90, top=2)
    assert len(projection.rows) == 90
    assert list(projection.types).count("int") >= 30
    assert [types[row] for row in projection.rows] == list(projection.types)


def test_the_picture_names_types(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    pytest.importorskip("matplotlib")
    vectors, types = clusters(10)
    figure = draw_projection(project_types(vectors, types), top=2)
    assert {text.get_text() for text in figure.axes[0].texts} <= {"str", "int", "Shop"}
    assert len(figure.axes[0].texts) == 2
    save_projection(tmp_path / "pictures" / "space.png", vectors[:3], types[:3])
    assert (tmp_path / "pictures" / "space.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("dict[str, typing.Any]", "dict[str, Any]"), ("a.b.Shop | None", "Shop | None"), ("x" * 40, "x" * 27 + "…")],
)
def test_names_are_shown_without_modules(name: str, shown: str) -> None:
    pytest.importorskip("matplotlib")
    projection = Projection(np.zeros((2, 2), np.float32), (name, name), np.arange(2))
    assert [text.get_text() for text in draw_projection(projection).axes[0].texts] == [shown]


def test_without_scikit_learn_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.manifold", None)
    with pytest.raises(TypilusError, match=r"`notebook` extra"):
        project_types(np.zeros((5, 2), np.float32), ["int"] * 5)
