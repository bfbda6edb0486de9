"""Types that follow from the code itself, without a network."""

from typilus.static_inference.inference import InferredType, StaticInference
from typilus.static_inference.objections.refutation import Refutation

__all__ = [
    "InferredType",
    "Refutation",
    "StaticInference",
]
