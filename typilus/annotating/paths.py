"""Whole folders annotated: predicted here, checked and written into copies by worker processes, in order."""

from __future__ import annotations

import atexit
import functools
from collections.abc import Iterable, Iterator

from typilus.annotating.annotate_settings import AnnotateSettings
from typilus.annotating.file_annotator import FileAnnotator
from typilus.annotating.values import AnnotatedFile
from typilus.files import WorkPool
from typilus.prediction import FilePrediction

__all__ = ["annotate_predictions"]


def annotate_predictions(
    predictions: Iterable[FilePrediction], settings: AnnotateSettings, workers: int = 1
) -> Iterator[AnnotatedFile]:
    """Annotate what was predicted, lazily and in order; a few files are in memory at any time.

    Every worker has a copy of the project and a warm checker of its own.

    Raises:
        TypilusError: The project or the checker cannot be used, or a worker died.
    """
    if workers == 1:
        with FileAnnotator(settings) as annotator:
            yield from map(annotator.annotate, predictions)
        return
    with WorkPool(workers) as pool:
        yield from pool.map(_annotate, ((settings, prediction) for prediction in predictions))


def _annotate(task: tuple[AnnotateSettings, FilePrediction]) -> AnnotatedFile:
    settings, prediction = task
    return _annotator_of(settings).annotate(prediction)


@functools.cache
def _annotator_of(settings: AnnotateSettings) -> FileAnnotator:
    """A worker's own annotator, closed when the worker ends."""
    annotator = FileAnnotator(settings)
    atexit.register(annotator.close)
    return annotator
