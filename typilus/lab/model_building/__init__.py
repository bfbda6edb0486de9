"""Build a model folder from a corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.lab.model_building.class_definitions import learn_definitions
    from typilus.lab.model_building.indexing import IndexSettings, make_model
    from typilus.lab.model_building.starting_network import begin_with
    from typilus.lab.model_building.training_run import corpus_files, train

__all__ = [
    "IndexSettings",
    "begin_with",
    "corpus_files",
    "learn_definitions",
    "make_model",
    "train",
]

__getattr__ = lazy_names(
    __name__,
    {
        "class_definitions": ("learn_definitions",),
        "indexing": ("IndexSettings", "make_model"),
        "starting_network": ("begin_with",),
        "training_run": ("corpus_files", "train"),
    },
)
