"""InCoder's Table 4 for any model: one type hint of one function is to be told, and the others are erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.lab.experiments.infilling.asking_record import AskingRecord
    from typilus.lab.experiments.infilling.hint_measures import HintMeasures, measure
    from typilus.lab.experiments.infilling.hint_tasks import HintTask, read_tasks
    from typilus.lab.experiments.infilling.ways_to_ask import WAYS, Proposal

__all__ = ["WAYS", "AskingRecord", "HintMeasures", "HintTask", "Proposal", "measure", "read_tasks"]

__getattr__ = lazy_names(
    __name__,
    {
        "ways_to_ask": ("WAYS", "Proposal"),
        "asking_record": ("AskingRecord",),
        "hint_measures": ("HintMeasures", "measure"),
        "hint_tasks": ("HintTask", "read_tasks"),
    },
)
