"""The rows of the paper's tables as data: a name, what its configuration changes, and the paper's numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from typilus.errors import CheckpointError, TypilusError
from typilus.neural import ENCODERS, OBJECTIVES, TrainingConfig

__all__ = ["TYPILUS", "ModelRow", "UnknownSettingError", "row_config"]


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One trained model of a table.

    Attributes:
        name: Name in the paper.
        changes: Settings by name that make it what it is; the rest is as the whole exhibit has it.
        paper: The paper's numbers, in the order of the table's columns, None where it has none.
    """

    name: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    paper: Sequence[float | None] = ()

    def paper_cell(self, column: int) -> float | None:
        """The paper's number of a column."""
        return self.paper[column] if column < len(self.paper) else None


class UnknownSettingError(TypilusError):
    """A row needs a setting, encoder or objective that this installation does not have."""


TYPILUS = ModelRow("Typilus", {"encoder": "graph", "objective": "typilus"})
"""The paper's own model, which most figures are of."""


def row_config(row: ModelRow, settings: Mapping[str, Any], seed: int) -> TrainingConfig:
    """The configuration of a row.

    Args:
        row: A row, whose changes win.
        settings: Settings of the whole exhibit.
        seed: Seed of the run.

    Raises:
        UnknownSettingError: This installation has no such setting, encoder or objective.
    """
    values = {"similarity": "space", **settings, **row.changes, "seed": seed}  # Eq. 3, as the paper
    try:
        config = TrainingConfig.from_json(json.dumps(values))
        for registry, name in ((ENCODERS, config.encoder), (OBJECTIVES, config.objective)):
            registry.get(name)
    except CheckpointError as error:
        unknown = sorted(set(values) - set(json.loads(TrainingConfig().to_json())))
        reason = f"there is no setting {', '.join(unknown)}" if unknown else str(error.__cause__)
        raise UnknownSettingError(f"this installation cannot train it: {reason}") from error
    except TypilusError as error:
        raise UnknownSettingError(f"this installation cannot train it: {error}") from error
    return config
