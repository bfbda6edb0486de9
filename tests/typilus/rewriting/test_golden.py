"""Every golden case comes out as its file says, with the reasons that it names."""

from __future__ import annotations

import pytest

from tests.typilus.rewriting.golden import CASES, FOLDER, run


@pytest.mark.parametrize("name", CASES)
def test_a_case_comes_out_as_its_file_says(name: str) -> None:
    result, edits = run(name)
    assert result.after.decode() == (FOLDER / f"{name}.out.py").read_text()
    refused = {each.edit: each.reason for each in result.skipped}
    assert {edit: refused.get(edit) for edit in edits} == edits
    assert not result.rolled_back
