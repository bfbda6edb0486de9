"""A small infiller of our own: InCoder's objective on the texts of a corpus, with type hints as spans.

Texts are cut into crops around hints (crops.py), which become documents whose spans are moved behind sentinels
(causal_masking.py, training_documents.py); a decoder that others can load learns to write them (causal_decoder.py,
infiller_trainer.py, llama_folder.py, gguf_export.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.lab.infiller_training.gguf_export import write_gguf
    from typilus.lab.infiller_training.infiller_config import InfillerConfig
    from typilus.lab.infiller_training.infiller_run import train_infiller
    from typilus.lab.infiller_training.infiller_trainer import InfillerProgress

__all__ = ["InfillerConfig", "InfillerProgress", "train_infiller", "write_gguf"]

__getattr__ = lazy_names(
    __name__,
    {
        "gguf_export": ("write_gguf",),
        "infiller_config": ("InfillerConfig",),
        "infiller_run": ("train_infiller",),
        "infiller_trainer": ("InfillerProgress",),
    },
)
