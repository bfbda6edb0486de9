"""A row is a configuration, or the reason why this installation has none."""

from __future__ import annotations

import pytest

from typilus.lab.exhibits.model_rows import TYPILUS, ModelRow, UnknownSettingError, row_config


def test_changes_win_over_the_settings_of_all() -> None:
    config = row_config(ModelRow("a", {"steps": 3}), {"steps": 5, "hidden_size": 8, "split": "file"}, 7)
    assert (config.steps, config.hidden_size, config.split, config.seed) == (3, 8, "file", 7)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"shoe_size": 42}, "cannot train it: there is no setting shoe_size"),
        ({"encoder": "abacus"}, "no encoder is called 'abacus'"),
        ({"objective": "fame"}, "no objective is called 'fame'"),
        ({"steps": -1}, "steps is -1"),
    ],
)
def test_what_is_not_known_is_named(changes: dict[str, object], reason: str) -> None:
    with pytest.raises(UnknownSettingError, match=reason):
        row_config(ModelRow("a", changes), {}, 0)


def test_numbers_of_the_paper_by_column() -> None:
    row = ModelRow("a", {}, (1.0, None))
    assert [row.paper_cell(column) for column in range(3)] == [1.0, None, None]
    assert TYPILUS.paper_cell(0) is None
