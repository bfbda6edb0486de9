"""A network that a run begins with, in the place of random weights: kept in the run's folder, for when it goes on."""

from __future__ import annotations

from pathlib import Path

from typilus.errors import CheckpointError
from typilus.neural import NETWORK_SETTINGS, STATE_FILE, Model, TrainingConfig, load_model, save_model

__all__ = ["begin_with", "starting_network"]

_FOLDER = "start"


def begin_with(model: Path, run: Path, config: TrainingConfig) -> None:
    """Have a run begin with the weights and the vocabulary of a model.

    Args:
        model: Folder of the model.
        run: Folder of the run, which may have begun with the same model before.
        config: Configuration of the run.

    Raises:
        CheckpointError: The model cannot be read, its network is not that of the configuration, or the run has begun
            with something else.
    """
    network = load_model(model)
    for name in NETWORK_SETTINGS:
        own, wanted = getattr(network.config, name), getattr(config, name)
        if own != wanted:
            raise CheckpointError(f"{model}: its network has {name}={own}, which training cannot make {wanted}")
    begun = starting_network(run)
    if begun is None:
        if (run / STATE_FILE).exists():
            raise CheckpointError(f"{run}: contains a run that began with random weights; choose another folder")
        save_model(run / _FOLDER, network.config, network.vocabulary, network.encoder)
    elif not _is_same(begun, network):
        raise CheckpointError(f"{run}: contains a run that began with another model; choose another folder")


def starting_network(run: Path) -> Model | None:
    """The network that a run begins with, None for random weights.

    Raises:
        CheckpointError: It cannot be read.
    """
    return load_model(run / _FOLDER) if (run / _FOLDER).is_dir() else None


def _is_same(one: Model, other: Model) -> bool:
    weights = other.encoder.state_dict()
    return one.vocabulary.text == other.vocabulary.text and all(
        bool((tensor == weights[name]).all()) for name, tensor in one.encoder.state_dict().items()
    )
