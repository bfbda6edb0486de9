"""The state from which an interrupted run goes on: last weights, optimizer and position.

The folder's model is another thing: the weights of the epoch with the best validation loss.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from torch import Tensor, nn, optim

from typilus.errors import CheckpointError
from typilus.neural.checkpoints import read_tensors, write_tensors
from typilus.neural.joint_training import process_count
from typilus.neural.model_files import OBJECTIVE_FILE, WEIGHTS_FILE, read_json, write_text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["LAST_FILE", "LOG_FILE", "STATE_FILE", "RunPosition", "append_log", "read_state", "write_state"]

STATE_FILE = "state.json"
LAST_FILE = "last.safetensors"
OPTIMIZER_FILE = "optimizer.safetensors"
LOG_FILE = "log.csv"


@dataclass(slots=True)
class RunPosition:
    """The progress of a run.

    Attributes:
        update: Number of updates so far.
        best: Least validation loss of an epoch, infinite if none was validated.
        since_best: Number of epochs since then.
    """

    update: int = 0
    best: float = math.inf
    since_best: int = 0

    def is_best(self, validation_loss: float | None) -> bool:
        """Return whether an epoch's weights are the best so far, as the last ones are without validation."""
        return validation_loss is None or validation_loss < self.best

    def finish_epoch(self, validation_loss: float | None) -> None:
        """Count an epoch."""
        self.since_best = 0 if self.is_best(validation_loss) else self.since_best + 1
        if validation_loss is not None:
            self.best = min(self.best, validation_loss)


def append_log(folder: Path, progress: DataclassInstance) -> None:
    """Add the fields of a report to the run's log, a CSV file, as one line."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOG_FILE).open("a", encoding="utf-8", newline="") as log:
        writer = csv.DictWriter(log, [field.name for field in fields(progress)])
        if log.tell() == 0:
            writer.writeheader()
        writer.writerow(asdict(progress))


def write_state(
    folder: Path, modules: Mapping[str, nn.Module], optimizer: optim.Optimizer, position: RunPosition
) -> None:
    """Write all that a run needs to go on as if it had not stopped.

    Args:
        folder: Folder of the run.
        modules: What is trained, by the prefix of its weights' names.
        optimizer: The optimizer.
        position: The progress of the run.
    """
    write_tensors(
        folder / LAST_FILE,
        {
            name: tensor
            for prefix, module in modules.items()
            for name, tensor in module.state_dict(prefix=prefix).items()
        },
    )
    state = optimizer.state_dict()["state"]
    write_tensors(
        folder / OPTIMIZER_FILE,
        {f"{number}.{name}": value for number, values in state.items() for name, value in values.items()},
    )
    text = json.dumps({**asdict(position), "processes": process_count()}) + "\n"
    write_text(folder / STATE_FILE, text)


def read_state(folder: Path, modules: Mapping[str, nn.Module], optimizer: optim.Optimizer) -> RunPosition:
    """Read a state into a run's modules and optimizer, which must be of the same configuration.

    Raises:
        CheckpointError: It is of another number of processes, or does not fit.
    """
    stored = read_json(folder / STATE_FILE)
    processes = int(str(stored.get("processes", 1)))
    if processes != process_count():
        raise CheckpointError(
            f"{folder}: contains a run of {processes} processes, and this one has {process_count()};"
            f" go on with as many (torchrun --nproc_per_node {processes}), or choose another folder"
        )
    weights = _last_weights(folder)
    try:
        for prefix, module in modules.items():
            module.load_state_dict(
                {key[len(prefix) :]: value for key, value in weights.items() if key.startswith(prefix)}
            )
        state: dict[int, dict[str, Tensor]] = {}
        for key, value in read_tensors(folder / OPTIMIZER_FILE).items():
            number, _, name = key.partition(".")
            state.setdefault(int(number), {})[name] = value
        groups = optimizer.state_dict()["param_groups"]
        optimizer.load_state_dict({"state": state, "param_groups": groups})
        update, best, since_best = (str(stored[name]) for name in ("update", "best", "since_best"))
        return RunPosition(int(update), float(best), int(since_best))
    except (RuntimeError, KeyError, ValueError) as error:
        reason = str(error).splitlines()[-1].strip()
        raise CheckpointError(f"{folder}: its state does not fit this run ({reason}); choose another folder") from error


def _last_weights(folder: Path) -> Mapping[str, Tensor]:
    if (folder / LAST_FILE).exists():
        return read_tensors(folder / LAST_FILE)
    # A run begun before the best epoch was kept has its last weights as its model.
    files = {"encoder": WEIGHTS_FILE, "objective": OBJECTIVE_FILE}
    return {
        f"{part}.{name}": tensor for part, file in files.items() for name, tensor in read_tensors(folder / file).items()
    }
