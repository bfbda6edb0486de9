"""The state from which an interrupted run goes on: last weights, optimizer and position.

The folder's model is another thing: the weights of the epoch with the best validation loss.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from torch import Tensor, nn, optim

from typilus.errors import CheckpointError
from typilus.neural.checkpoints import read_tensors, write_tensors
from typilus.neural.joint_training import process_count
from typilus.neural.model_files import OBJECTIVE_FILE, WEIGHTS_FILE, read_json, write_text

__all__ = ["LAST_FILE", "STATE_FILE", "RunPosition", "read_state", "write_state"]

STATE_FILE = "state.json"
LAST_FILE = "last.safetensors"
OPTIMIZER_FILE = "optimizer.safetensors"


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


def write_state(
    folder: Path, encoder: nn.Module, objective: nn.Module, optimizer: optim.Optimizer, position: RunPosition
) -> None:
    """Write all that a run needs to go on as if it had not stopped."""
    write_tensors(
        folder / LAST_FILE, {**encoder.state_dict(prefix="encoder."), **objective.state_dict(prefix="objective.")}
    )
    state = optimizer.state_dict()["state"]
    write_tensors(
        folder / OPTIMIZER_FILE,
        {f"{number}.{name}": value for number, values in state.items() for name, value in values.items()},
    )
    text = json.dumps({**asdict(position), "processes": process_count()}) + "\n"
    write_text(folder / STATE_FILE, text)


def read_state(folder: Path, encoder: nn.Module, objective: nn.Module, optimizer: optim.Optimizer) -> RunPosition:
    """Read a state into a run's modules, which must be of the same configuration.

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
        for name, module in (("encoder.", encoder), ("objective.", objective)):
            module.load_state_dict({key[len(name) :]: value for key, value in weights.items() if key.startswith(name)})
    except RuntimeError as error:
        reason = str(error).splitlines()[-1].strip()
        raise CheckpointError(f"{folder}: its state does not fit this run ({reason}); choose another folder") from error
    state: dict[int, dict[str, Tensor]] = {}
    for key, value in read_tensors(folder / OPTIMIZER_FILE).items():
        number, _, name = key.partition(".")
        state.setdefault(int(number), {})[name] = value
    groups = optimizer.state_dict()["param_groups"]
    optimizer.load_state_dict({"state": state, "param_groups": groups})
    update, best, since_best = (str(stored[name]) for name in ("update", "best", "since_best"))
    return RunPosition(int(update), float(best), int(since_best))


def _last_weights(folder: Path) -> Mapping[str, Tensor]:
    if (folder / LAST_FILE).exists():
        return read_tensors(folder / LAST_FILE)
    # A run begun before the best epoch was kept has its last weights as its model.
    files = {"encoder": WEIGHTS_FILE, "objective": OBJECTIVE_FILE}
    return {
        f"{part}.{name}": tensor for part, file in files.items() for name, tensor in read_tensors(folder / file).items()
    }
