"""Whole folders annotated: predicted here, checked and written into copies by workers, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from typilus.annotating.annotate_settings import AnnotateSettings
from typilus.annotating.annotated_file import AnnotatedFile
from typilus.annotating.file_annotator import FileAnnotator
from typilus.files import SerialWorkers, Workers
from typilus.prediction import FilePrediction

__all__ = ["annotate_predictions"]


def annotate_predictions(
    predictions: Iterable[FilePrediction], settings: AnnotateSettings, workers: Workers | None = None
) -> Iterator[AnnotatedFile]:
    """Annotate predicted files, lazily and in order, with only a few files in memory at any time.

    Every worker has a copy of the project and a warm checker of its own. Without workers, this process does it all.

    Raises:
        TypilusError: The project or the checker cannot be used, or a worker died.
    """
    return (workers or SerialWorkers()).map(partial(FileAnnotator, settings), predictions)
