"""Ways to ask models to fill holes: data where that suffices.

A `Dialect` turns a text with holes into a prompt and an answer into the texts of holes. It knows text only, no model
and no types. `choose_dialect` takes the one whose special tokens a model has.
"""

from __future__ import annotations

from typilus.infilling.dialects.dialect import Dialect, Question
from typilus.infilling.dialects.dialect_choice import DIALECTS, SENTINELS, choose_dialect, named_dialect

__all__ = ["DIALECTS", "SENTINELS", "Dialect", "Question", "choose_dialect", "named_dialect"]
