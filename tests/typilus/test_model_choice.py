"""Options name a model with all that it asks and reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.model_choice import ModelChoice, ModelOptions
from typilus.options import AnnotateOptions, AuditOptions, ExplainOptions, PredictOptions, ReportOptions, ServeOptions
from typilus.recommenders import InfillSettings


@pytest.mark.parametrize(
    "options", [PredictOptions, ExplainOptions, AnnotateOptions, AuditOptions, ReportOptions, ServeOptions]
)
def test_all_options_name_their_model_alike(options: type[ModelOptions]) -> None:
    assert options().choice == ModelChoice()
    choice = options(model="runs/mine", index="exact", device="auto", environment="env", infill="own:").choice  # type: ignore[call-arg]
    assert choice == ModelChoice("runs/mine", (InfillSettings("own:"),), "exact", "auto", "env")
    assert hash(choice) == hash(ModelChoice("runs/mine", (InfillSettings("own:"),), "exact", "auto", "env"))


def test_a_choice_can_be_of_a_path() -> None:
    assert PredictOptions(model=Path("runs")).choice.model == Path("runs")
