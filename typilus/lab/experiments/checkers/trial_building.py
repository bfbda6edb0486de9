"""From one file's predictions to trials: the top prediction of each symbol, and what it would change."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph_extraction import SourceDocument, Symbol
from typilus.annotation_types import FileNames, canonicalize, parse_type, rename
from typilus.errors import TypeExpressionError
from typilus.lab.experiments.checkers.trials import Transition, Trial
from typilus.prediction import Predictor, TypeCandidate
from typilus.project import module_of
from typilus.rewriting import AnnotationEdit, Drafter, ExistingAnnotationPolicy, RewriteOptions

if TYPE_CHECKING:
    from typilus.project import ProjectMarkers

__all__ = ["FileTrials", "build_trials"]

# One of these is not the symbol's type: whether anything can be written at its place is tried with that one.
_PROBES = ("bytes", "str")


@dataclass(frozen=True, slots=True)
class FileTrials:
    """The trials of one file, and what writes them.

    Attributes:
        drafter: Writes edits into the file.
        trials: Without verdicts.
        refused: Predictions that cannot be written, by reason.
        unpredicted: Symbols that could be annotated and have no prediction.
    """

    drafter: Drafter
    trials: tuple[Trial, ...]
    refused: Mapping[str, int]
    unpredicted: int


def build_trials(
    predictor: Predictor, source: SourceDocument, root: Path, markers: ProjectMarkers | None, most: int, seed: int
) -> FileTrials:
    """Predict a file and put at most `most` of its symbols, drawn at random, on trial.

    Args:
        predictor: The model.
        source: The file.
        root: Of its project.
        markers: Of its project, or None to predict the file alone.
        most: Symbols a file.
        seed: Of the draw.
    """
    path = Path(source.path)
    clerk = _TrialBuilder(source, module_of(source.path, root), markers)
    symbols = list(predictor.predict(path, project=markers, top=1))
    random.Random(f"{seed}/{path.relative_to(root).as_posix()}").shuffle(symbols)
    trials: list[Trial] = []
    refused: Counter[str] = Counter()
    unpredicted = 0
    for symbol in symbols:
        if len(trials) + unpredicted == most:
            break
        trial = clerk.trial(symbol.symbol, symbol.best)
        if isinstance(trial, Trial):
            trials.append(trial)
        elif trial is not None:
            refused[trial] += 1
        else:
            unpredicted += 1
    return FileTrials(clerk.drafter, tuple(trials), refused, unpredicted)


class _TrialBuilder:
    """Knows how one file names types, and what can be written where."""

    def __init__(self, source: SourceDocument, module: str, markers: ProjectMarkers | None) -> None:
        self.drafter = Drafter(
            source, RewriteOptions(ExistingAnnotationPolicy.OVERWRITE, module=module, is_package=source.is_package)
        )
        self._names = FileNames.from_tree(source.tree, module, is_package=source.is_package)
        self._public: Callable[[str], str] = str if markers is None else markers.exports.public_name
        # A class's public name is not what the file that defines it, or imports it from elsewhere, calls it.
        own = sorted({*self._names.imports.values(), *self._names.definitions.values()})
        self._local = {self._public(name): name for name in own}

    def trial(self, symbol: Symbol, best: TypeCandidate | None) -> Trial | str | None:
        """Return the trial of a symbol, the reason why its prediction cannot be written, or None if it has none."""
        obstacle = self._objection(symbol, next(probe for probe in _PROBES if best is None or probe != best.type))
        if obstacle is not None or best is None:
            return obstacle
        predicted = rename(parse_type(best.type), lambda name: self._local.get(name, name))
        edit = AnnotationEdit.for_symbol(symbol, str(predicted))
        existing = None if symbol.annotation is None else self._canonical(symbol.annotation)
        public = str(rename(predicted, self._public))
        trial = Trial(
            edit, symbol.annotation, best.text, best.probability, Transition.SAME,
            existing_type=existing, predicted_type=public,
        )  # fmt: skip
        if existing == public:
            return trial
        draft = self.drafter.draft([edit])
        if not draft.applied:
            return draft.skipped[0].reason
        transition = Transition.ADDED if symbol.annotation is None else Transition.CHANGED
        return replace(trial, text=draft.applied[0].text, transition=transition)

    def _objection(self, symbol: Symbol, probe: str) -> str | None:
        if symbol.annotation == probe:
            return self._objection(symbol, next(other for other in _PROBES if other != probe))
        draft = self.drafter.draft([AnnotationEdit.for_symbol(symbol, probe)])
        return None if draft.applied else draft.skipped[0].reason

    def _canonical(self, written: str) -> str | None:
        """The type that is written, by the public names of its classes, None if it is no type."""
        try:
            return str(rename(canonicalize(written, self._names), self._public))
        except TypeExpressionError:
            return None
