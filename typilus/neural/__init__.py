"""The network: vocabulary, graphs as arrays, encoders, objectives and their training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.neural.checkpoints import Model, build_model, load_model, save_model, write_tensors
    from typilus.neural.convolutions import CONVOLUTIONS
    from typilus.neural.dataset import build_tables, load_examples
    from typilus.neural.encoded_graph import NUM_ROLES, EncodedGraph, encode
    from typilus.neural.encoders import ENCODERS, Encoder
    from typilus.neural.explaining import Contributions, Voters, contributions
    from typilus.neural.joint_training import leads, process_count, process_rank, processes_joined
    from typilus.neural.message_plans import GraphPlan, StepPlan, plan_batch
    from typilus.neural.model_files import (
        NetworkFiles,
        read_arrays,
        read_config,
        read_json,
        read_network,
        read_text,
        write_text,
    )
    from typilus.neural.neighborhood import neighborhoods
    from typilus.neural.network import Network, Positions
    from typilus.neural.objectives import OBJECTIVES, SIMILARITIES, Objective, Targets
    from typilus.neural.run_state import STATE_FILE, RunPosition, append_log, read_state, write_state
    from typilus.neural.trainer import Progress, Trainer
    from typilus.neural.training_config import NETWORK_SETTINGS, TrainingConfig
    from typilus.neural.type_classifier import TypeClassifier
    from typilus.neural.type_table import TypeTable
    from typilus.neural.vocabulary import Vocabulary

__all__ = [
    "CONVOLUTIONS",
    "ENCODERS",
    "NETWORK_SETTINGS",
    "NUM_ROLES",
    "OBJECTIVES",
    "SIMILARITIES",
    "STATE_FILE",
    "Contributions",
    "EncodedGraph",
    "Encoder",
    "GraphPlan",
    "Model",
    "Network",
    "NetworkFiles",
    "Objective",
    "Positions",
    "Progress",
    "RunPosition",
    "StepPlan",
    "Targets",
    "Trainer",
    "TrainingConfig",
    "TypeClassifier",
    "TypeTable",
    "Vocabulary",
    "Voters",
    "append_log",
    "build_model",
    "build_tables",
    "contributions",
    "encode",
    "leads",
    "load_examples",
    "load_model",
    "neighborhoods",
    "plan_batch",
    "process_count",
    "process_rank",
    "processes_joined",
    "read_arrays",
    "read_config",
    "read_json",
    "read_network",
    "read_state",
    "read_text",
    "save_model",
    "write_state",
    "write_tensors",
    "write_text",
]

__getattr__ = lazy_names(
    __name__,
    {
        "checkpoints": ("Model", "build_model", "load_model", "save_model", "write_tensors"),
        "convolutions": ("CONVOLUTIONS",),
        "dataset": ("build_tables", "load_examples"),
        "encoded_graph": ("NUM_ROLES", "EncodedGraph", "encode"),
        "encoders": ("ENCODERS", "Encoder"),
        "explaining": ("Contributions", "Voters", "contributions"),
        "joint_training": ("leads", "process_count", "process_rank", "processes_joined"),
        "message_plans": ("GraphPlan", "StepPlan", "plan_batch"),
        "model_files": (
            "NetworkFiles",
            "read_arrays",
            "read_config",
            "read_json",
            "read_network",
            "read_text",
            "write_text",
        ),
        "neighborhood": ("neighborhoods",),
        "network": ("Network", "Positions"),
        "objectives": ("OBJECTIVES", "SIMILARITIES", "Objective", "Targets"),
        "run_state": ("STATE_FILE", "RunPosition", "append_log", "read_state", "write_state"),
        "trainer": ("Progress", "Trainer"),
        "training_config": ("NETWORK_SETTINGS", "TrainingConfig"),
        "type_classifier": ("TypeClassifier",),
        "type_table": ("TypeTable",),
        "vocabulary": ("Vocabulary",),
    },
)
