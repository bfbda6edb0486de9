"""Ask a language model what belongs into the holes of a text: any model, behind one contract.

A `LanguageModel` continues text: an endpoint, a GGUF file, a folder of transformers' weights. A `Dialect` turns a
`HoledText` into a prompt for it, and the answer into the texts of the holes. A `TextInfiller` is both together, and
`open_infiller` makes one of a name. Nothing here knows types, and what a model answers is text that nobody has checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.infilling.hole_ending import end_of_answer
    from typilus.infilling.holed_text import Completion, HoledText
    from typilus.infilling.language_model import Generation, GenerationRequest, LanguageModel
    from typilus.infilling.opening import InfillerOptions, open_infiller
    from typilus.infilling.text_infiller import TextInfiller

__all__ = [
    "Completion",
    "Generation",
    "GenerationRequest",
    "HoledText",
    "InfillerOptions",
    "LanguageModel",
    "TextInfiller",
    "end_of_answer",
    "open_infiller",
]

__getattr__ = lazy_names(
    __name__,
    {
        "hole_ending": ("end_of_answer",),
        "holed_text": ("Completion", "HoledText"),
        "language_model": ("Generation", "GenerationRequest", "LanguageModel"),
        "opening": ("InfillerOptions", "open_infiller"),
        "text_infiller": ("TextInfiller",),
    },
)
