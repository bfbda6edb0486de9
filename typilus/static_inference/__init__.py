"""Types that follow from the code itself, without a network."""

from typilus.static_inference.inference import InferredType, StaticInference
from typilus.static_inference.refutation import Refutation

__all__ = [
    "InferredType",
    "Refutation",
    "StaticInference",
]
