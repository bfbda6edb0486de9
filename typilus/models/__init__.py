"""The embedded model, and how any model folder is checked and read.

A model folder holds only safetensors, JSON and text; nothing in it can run code when it is read:

- `model.safetensors`: the network's weights
- `config.json`: its sizes and how it was trained
- `vocabulary.json`: labels that have embeddings of their own
- `type_map.safetensors`: the markers of the TypeSpace, and the rule of voting
- `type_map_cells.safetensors` (optional): which cell of the TypeSpace each marker lies in, for a fast search
- `ranking.safetensors` (optional): trees by which all recommenders' candidates are ranked
- `manifest.json`: format, version, and size and SHA-256 of each file above
- `MODEL_CARD.md` (the embedded one): corpus, licenses, training command, measured results, limits
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.models.loading import embedded_folder, find_predictor, load_predictor, packages_of
    from typilus.models.manifest import (
        CELLS_FILE,
        DEFINITIONS_FILE,
        LAYOUT_FILE,
        MANIFEST_FILE,
        MODEL_FILES,
        NETWORK_FILES,
        RANKING_FILE,
        TYPE_MAP_FILE,
        check,
        listed_file,
        seal,
    )

__all__ = [
    "CELLS_FILE",
    "DEFINITIONS_FILE",
    "LAYOUT_FILE",
    "MANIFEST_FILE",
    "MODEL_FILES",
    "NETWORK_FILES",
    "RANKING_FILE",
    "TYPE_MAP_FILE",
    "check",
    "embedded_folder",
    "find_predictor",
    "listed_file",
    "load_predictor",
    "packages_of",
    "seal",
]

__getattr__ = lazy_names(
    __name__,
    {
        "loading": ("embedded_folder", "find_predictor", "load_predictor", "packages_of"),
        "manifest": (
            "CELLS_FILE",
            "DEFINITIONS_FILE",
            "LAYOUT_FILE",
            "MANIFEST_FILE",
            "MODEL_FILES",
            "NETWORK_FILES",
            "RANKING_FILE",
            "TYPE_MAP_FILE",
            "check",
            "listed_file",
            "seal",
        ),
    },
)
