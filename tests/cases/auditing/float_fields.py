"""Counts among the settings of a training run."""

from dataclasses import dataclass


@dataclass
class TrainingConfig:
    batch_size: float = 32  # wrong: int
    num_workers: float = 4  # wrong: int
    max_epochs: float = 10  # wrong: int
    learning_rate: float = 1e-3
    weight_decay: float = 0.01
    name: str = "baseline"


def batches(config: TrainingConfig, rows: list[str]) -> list[list[str]]:
    size = config.batch_size
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def epochs(config: TrainingConfig) -> list[str]:
    return [f"{config.name}-{number}" for number in range(config.max_epochs)]


def workers(config: TrainingConfig) -> list[int]:
    return list(range(config.num_workers))
