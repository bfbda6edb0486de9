"""Infer the types that follow from the code itself, without a network.

A graph of types is built from the syntax and solved. `recommenders` turns its answers into recommendations."""

from typilus.static_inference.answers.dependencies import TypeDependencies
from typilus.static_inference.inference import InferredType, StaticInference
from typilus.static_inference.objections.flow_constraints import FlowConstraint
from typilus.static_inference.objections.held_types import is_vague
from typilus.static_inference.objections.refutation import Refutation
from typilus.static_inference.objections.suppositions import Suppositions
from typilus.static_inference.places.located_occurrences import Occurrence, occurrence_at

__all__ = [
    "FlowConstraint",
    "InferredType",
    "Occurrence",
    "Refutation",
    "StaticInference",
    "Suppositions",
    "TypeDependencies",
    "is_vague",
    "occurrence_at",
]
