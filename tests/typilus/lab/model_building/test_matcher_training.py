"""The matcher learns what the projects show, and is no surer than it may be."""

from __future__ import annotations

import numpy as np
import torch

from typilus.class_matching.agreement import FileVisibility, MatchedSymbols, agreement
from typilus.class_matching.classes import ClassEntry, ClassTable
from typilus.lab.model_building.matcher_training import (
    MatchingFile,
    MatchingProject,
    MatchingRates,
    fit_temperature,
    train_matching,
)

WORDS = ("config", "shop", "tree", "road", "lamp", "door")


def project(seed: int, noise: float = 0.0) -> MatchingProject:
    """Symbols named as their class is, and others that have none."""
    rng = np.random.default_rng(seed)
    chosen = rng.permutation(WORDS)[:4].tolist()
    entries = [ClassEntry(f"p.{word.title()}", word.title(), "p/a.py", frozenset()) for word in chosen]
    classes = ClassTable(entries, rng.normal(size=(4, 3)).astype(np.float32))
    files = []
    for _ in range(6):
        truth = rng.integers(-1, 4, 20)
        shown = np.where(rng.random(20) < noise, rng.integers(-1, 4, 20), truth)
        names = ["value" if row < 0 else f"the_{chosen[row]}" for row in shown.tolist()]
        symbols = MatchedSymbols(
            np.zeros((20, 3), np.float32), names, np.full(20, 2), [frozenset[str]()] * 20, np.full(20, -1)
        )
        files.append(MatchingFile(symbols, truth, np.zeros(20, np.bool_), FileVisibility((0, 1), (2,), (3,), "p")))
    return MatchingProject(classes, files)


def test_it_learns_to_read_names_of_classes_it_never_saw() -> None:
    reports: list[tuple[int, float]] = []
    rates = MatchingRates(updates=200, learning_rate=2e-2, symbols=64)
    matching = train_matching([project(1), project(2)], rates, lambda update, loss: reports.append((update, loss)))
    assert [update for update, _ in reports] == [100, 200]
    assert reports[1][1] < reports[0][1]
    assert not matching.training
    unseen = project(9)
    right = 0
    for file in unseen.files:
        right += _right(matching, unseen, file)
    assert right > 0.9 * sum(len(file.truth) for file in unseen.files)


def _right(matching: torch.nn.Module, project: MatchingProject, file: MatchingFile) -> int:
    with torch.inference_mode():
        scores, _ = matching(
            torch.from_numpy(file.symbols.vectors),
            torch.from_numpy(file.symbols.kinds),
            torch.from_numpy(project.classes.vectors),
            torch.from_numpy(agreement(file.symbols, project.classes, file.visibility)),
        )
    return int((scores.argmax(dim=1).numpy() - 1 == file.truth).sum())


def test_the_same_seed_gives_the_same_weights() -> None:
    rates = MatchingRates(updates=3)
    first, second = (train_matching([project(1)], rates).state_dict() for _ in range(2))
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_names_that_mislead_raise_the_temperature() -> None:
    matching = train_matching([project(1), project(2)], MatchingRates(updates=150, learning_rate=2e-2, symbols=64))
    sure = fit_temperature(matching, [project(5)])
    unsure = fit_temperature(matching, [project(5, noise=0.6)])
    assert unsure > sure
    assert float(matching.temperature) == np.float32(unsure)
