"""InCoder's Table 4 of a model that was trained for a second: from texts to a table, files and a picture."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.typilus.lab.infiller_training.small_infiller import CONFIG, write_small_texts
from typilus.errors import TypilusError
from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.lab.corpus.shards import write_shard
from typilus.lab.exhibits.infilling import EXHIBIT
from typilus.lab.exhibits.laboratory import Laboratory, LaboratorySettings
from typilus.lab.infiller_training.infiller_run import train_infiller


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_small_texts(tmp_path_factory.mktemp("table") / "corpus")
    (folder / "shards").mkdir()
    write_shard(folder / "shards" / "barn-000.shard", [])
    train_infiller(folder, folder.parent / "xs", CONFIG)
    return folder


def test_a_table_of_a_real_model(corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    command = ["lab", "infilling", "--corpus", str(corpus), "--into", str(tmp_path)]
    command += ["--model", f"own:{corpus.parent / 'xs'}", "--predictions", "5"]
    assert main(command) == ExitCode.OK
    shown = capfd.readouterr()
    assert "own:xs, infilling: 2 of 2 returns" in shown.err
    result = json.loads((tmp_path / "infilling.json").read_text("utf-8"))
    assert [line["name"] for line in result["lines"]] == [
        f"own:xs, {way}"
        for way in (
            "left-to-right single",
            "left-to-right reranking",
            "left-to-right reranking, mean",
            "infilling",
        )
    ]
    assert [line["cells"][0]["paper"] for line in result["lines"]] == [12.0, 12.4, None, 58.1]
    assert {line["effort"] for line in result["lines"]} == {"2/2/2/2/1"}
    assert all(cell["value"] is not None for line in result["lines"] for cell in line["cells"])
    assert (tmp_path / "infilling.png").is_file()
    [record] = (tmp_path / "infilling").iterdir()
    asked = record.read_bytes()
    assert main([*command, "--budget", "0"]) == ExitCode.OK
    assert record.read_bytes() == asked
    assert json.loads((tmp_path / "infilling.json").read_text("utf-8"))["lines"] == result["lines"]


def test_without_time_it_says_so(corpus: Path, tmp_path: Path) -> None:
    settings = LaboratorySettings(corpus, tmp_path, -1.0, models=(f"own:{corpus.parent / 'xs'}",))
    result = EXHIBIT.make(Laboratory(settings))
    assert all(line.reason is not None and "within the budget" in line.reason for line in result.lines)
    assert EXHIBIT.draw(result).axes


def test_models_must_be_named(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(TypilusError, match="name the models to ask: --model"):
        EXHIBIT.make(Laboratory(LaboratorySettings(corpus, tmp_path, 1.0)))
