"""The notebook of predicting, explaining, auditing and annotating shows its results in tables."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest

from tests.notebooks.running import check_outputs, execute, path_of, require, text_of
from typilus.errors import TypilusError

require("nbclient", "pandas")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_runs_and_shows_what_it_says() -> None:
    notebook = execute("predictions")
    check_outputs("predictions", notebook)
    text = text_of(notebook)
    assert "<Predictor: " in text
    assert re.search(r"'datetime\.datetime',\s+[\d.]+,\s+\(", text), "no candidate"
    assert "<th>probability</th>" in text, "no data frame"
    assert "said by</th>" in text, "no explanation"
    assert "background:rgba(46,160,67" in text, "the network's explanation is not drawn on the code"
    assert "label_text.copies" in text
    assert "contradicted" in text
    assert "+    def late_orders(self, now: datetime.datetime) -&gt; list[Order]:" in text
    assert "no type reached 0.9" in text
    assert '<iframe title="Type coverage of shop"' in text


def test_without_torch_a_sentence_says_what_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    def without_torch(*_: object, **__: object) -> None:
        raise TypilusError("explaining the network needs torch")

    cells = json.loads(path_of("predictions").read_text(encoding="utf-8"))["cells"]
    sources = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    [source] = [source for source in sources if "explain_network" in source]
    library = SimpleNamespace(TypilusError=TypilusError, explain_network=without_torch)
    exec(source, {"typilus": library, "FILE": "", "model": None, "prediction": MagicMock()})
    assert capsys.readouterr().out == "Left out: explaining the network needs torch\n"
