"""Train the matching of symbols with the definitions of their types, while the network stays as it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from typilus.class_matching import UNKNOWN, ClassTable, FileVisibility, MatchedSymbols, Rows
from typilus.class_matching.agreement import agreement
from typilus.lab.model_building.matching_network import DefinitionMatching

__all__ = ["MatchingFile", "MatchingProject", "MatchingRates", "fit_temperature", "train_matching"]

_SYMBOLS_OF_A_FILE = 24
_MAX_STEP = 600_000
_REPORT_EVERY = 100
_NEVER = -1e9
_FITTED_FILES = 100
_ALONE = 0.25
_OF_A_DEFINITION = slice(6, 10)
_OF_A_PROJECT = (14, 15)


@dataclass(frozen=True, slots=True, eq=False)
class MatchingFile:
    """The labeled symbols of one file.

    Attributes:
        symbols: Embeddings and features of S symbols.
        truth: `[S]` rows of their types among the project's classes, -1 for any other type.
        optional: `[S]` whether the type is a union of the class and None.
        visibility: Classes that the file can see.
    """

    symbols: MatchedSymbols
    truth: Rows
    optional: npt.NDArray[np.bool_]
    visibility: FileVisibility


@dataclass(frozen=True, slots=True, eq=False)
class MatchingProject:
    """A project's classes and its files with labeled symbols."""

    classes: ClassTable
    files: Sequence[MatchingFile]


@dataclass(frozen=True, slots=True)
class MatchingRates:
    """The settings of the training.

    Attributes:
        updates: Number of updates.
        learning_rate: Peak rate of AdamW, with a warm-up over 50 updates and a cosine decay.
        symbols: Symbols per update, fewer where the project has very many classes.
        seed: Seed of weights and order.
    """

    updates: int = 1500
    learning_rate: float = 3e-3
    symbols: int = 192
    seed: int = 0


def train_matching(
    projects: Sequence[MatchingProject], rates: MatchingRates, report: Callable[[int, float], None] | None = None
) -> DefinitionMatching:
    """Train on projects, whose classes compete for the symbols of their files.

    An update takes files of one project. The loss is the cross-entropy of the symbol's class (or of none) among all
    classes of the project, and for symbols that have one, half as much of it among the project's classes alone and
    among those that the file sees. In half of the files, imports that only annotations need are hidden, as in code that
    nobody has annotated. In a quarter, the rest of the project is out of reach: the classes of the file itself are
    known, and its imports are mere names.

    Args:
        projects: Projects to train on.
        rates: Settings of the training.
        report: Callback every 100 updates with their number and the mean loss.
    """
    torch.manual_seed(rates.seed)
    rng = np.random.default_rng(rates.seed)
    matching = DefinitionMatching(projects[0].classes.vectors.shape[1])
    optimizer = torch.optim.AdamW(matching.parameters(), lr=rates.learning_rate, weight_decay=1e-3)
    # Large projects have more to teach, but less than their size says.
    weights = np.array([sum(len(file.truth) for file in project.files) for project in projects], float) ** 0.7
    weights /= weights.sum()
    matching.train()
    losses: list[float] = []
    for update in range(rates.updates):
        for group in optimizer.param_groups:
            decayed = 0.02 + 0.49 * (1 + math.cos(math.pi * update / rates.updates))
            group["lr"] = rates.learning_rate * min(1.0, (update + 1) / 50) * decayed
        project = projects[int(rng.choice(len(projects), p=weights))]
        loss = _loss(matching, project, rng, rates.symbols)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(matching.parameters(), 1.0)
        optimizer.step()
        losses.append(float(loss.detach()))
        if report is not None and (update + 1) % _REPORT_EVERY == 0:
            report(update + 1, sum(losses[-_REPORT_EVERY:]) / _REPORT_EVERY)
    return matching.eval()


def fit_temperature(matching: DefinitionMatching, projects: Sequence[MatchingProject], seed: int = 0) -> float:
    """Set the temperature that makes the types of projects not learned from most probable, and return it."""
    rng = np.random.default_rng(seed)
    scored: list[tuple[Tensor, Tensor]] = []
    matching.eval()
    with torch.inference_mode():
        matching.temperature.fill_(1.0)
        for project in projects:
            for number in rng.permutation(len(project.files))[:_FITTED_FILES].tolist():
                file = project.files[number]
                visibility = replace(file.visibility, imported=()) if rng.random() < 0.5 else file.visibility
                rows = rng.permutation(len(file.truth))[:_SYMBOLS_OF_A_FILE]
                vectors, kinds, features, truth, *_ = _part(file, project.classes, visibility, rows, False)
                scores, _ = matching(vectors, kinds, torch.from_numpy(project.classes.vectors), features)
                scored.append((scores, truth + 1))
        tried = np.geomspace(0.5, 3.0, 40).tolist()
        losses = [sum(float(functional.cross_entropy(z / t, y, reduction="sum")) for z, y in scored) for t in tried]
        best = tried[int(np.argmin(losses))]
        matching.temperature.fill_(best)
    return float(best)


def _loss(matching: DefinitionMatching, project: MatchingProject, rng: np.random.Generator, symbols: int) -> Tensor:
    limit = min(symbols, max(32, _MAX_STEP // max(len(project.classes), 1)))
    drawn: list[tuple[MatchingFile, FileVisibility, Rows, bool]] = []
    matched = 0
    for number in rng.permutation(len(project.files)).tolist():
        file = project.files[number]
        rows = rng.permutation(len(file.truth))[: min(_SYMBOLS_OF_A_FILE, limit - matched)]
        bare = replace(file.visibility, imported=())
        visibility = bare if rng.random() < 0.5 else file.visibility
        drawn.append((file, visibility, rows, bool(rng.random() < _ALONE)))
        matched += len(rows)
        if matched >= limit:
            break
    parts = [_part(file, project.classes, visibility, rows, alone) for file, visibility, rows, alone in drawn]
    vectors, kinds, features, truth, optional, seen, there = (torch.cat(column) for column in zip(*parts, strict=True))
    scores, odds = matching(vectors, kinds, torch.from_numpy(project.classes.vectors), features)
    scores = torch.cat([scores[:, :1], scores[:, 1:].masked_fill(~there, _NEVER)], dim=1)
    loss: Tensor = functional.cross_entropy(scores, truth + 1)
    has = truth >= 0
    if bool(has.any()):
        loss = loss + 0.5 * functional.cross_entropy(scores[has, 1:], truth[has])
        loss = loss + 0.2 * functional.binary_cross_entropy_with_logits(odds[has], optional[has])
        here = has & seen[torch.arange(len(truth)), truth.clamp(min=0)]
        if bool(here.any()):
            among = scores[here, 1:].masked_fill(~seen[here], _NEVER)
            loss = loss + 0.5 * functional.cross_entropy(among, truth[here])
    return loss


def _part(
    file: MatchingFile, classes: ClassTable, visibility: FileVisibility, rows: Rows, alone: bool
) -> tuple[Tensor, ...]:
    """Vectors, kinds, features, truth, optionality, and `[s, C]` what is seen and what is there, of some symbols."""
    symbols = file.symbols.select(rows)
    features = agreement(symbols, classes, visibility)
    truth = file.truth[rows]
    seen = np.zeros(len(classes), np.bool_)
    seen[[*visibility.own, *visibility.used, *visibility.imported]] = True
    there = np.ones(len(classes), np.bool_)
    if alone:
        foreign = np.ones(len(classes), np.bool_)
        foreign[list(visibility.own)] = False
        features[:, foreign, _OF_A_DEFINITION] = 0
        features[:, :, _OF_A_PROJECT] = 0
        features[:, foreign, UNKNOWN] = 1
        there = seen
        truth = np.where((truth >= 0) & there[truth], truth, -1)
    return (
        torch.from_numpy(symbols.vectors),
        torch.from_numpy(symbols.kinds),
        torch.from_numpy(features),
        torch.from_numpy(truth),
        torch.from_numpy(file.optional[rows]).float(),
        torch.from_numpy(np.tile(seen, (len(rows), 1))),
        torch.from_numpy(np.tile(there, (len(rows), 1))),
    )
