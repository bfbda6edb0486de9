"""The model card says what was measured, in a model's own numbers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.typilus.ranking.small_trees import ranker_of
from typilus.errors import CheckpointError, TypilusError
from typilus.lab.model_building.model_card import CARD_FILE, main, model_card
from typilus.models.manifest import RANKING_FILE, check, seal
from typilus.ranking import save_ranker
from typilus.typespace import load_map

PROJECT = {"name": "p0", "version": "1.0", "licence": "MIT", "field": "web", "split": "train", "labels": 1234}


def scores(exact: float, count: int) -> dict[str, Any]:
    rates = {"exact": exact, "parametric": exact + 1, "neutral": exact + 2, "count": count}
    return {"top1": {"all": rates, "common": rates, "rare": {**rates, "exact": 7.25}}}


NETWORK = [{"row": "by project", "side": "test", "scores": {"typilus": scores(61.26, 5678), "look-up": scores(40, 12)}}]
RATES = {"exact": 61.26, "top5": 80.0, "count": 1234}
GROUPS = dict.fromkeys(("all", "user-defined", "parameter", "return", "variable", "attribute"), RATES)
JOINED = [
    {"name": name, "groups": GROUPS, "calibration_error": 0.0301} for name in ("name alone", "joined, the file alone")
]


@pytest.fixture
def model(model_folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(model_folder, tmp_path / "model")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "report.json").write_text(json.dumps({"files": 4000, "labels": 5678, "projects": [PROJECT]}))
    return folder


def written(folder: Path, **contents: object) -> list[Path]:
    for name, content in contents.items():
        (folder / f"{name}.json").write_text(json.dumps(content))
    return [folder / f"{name}.json" for name in contents]


def test_rows_of_all_reports(model: Path, corpus: Path, tmp_path: Path) -> None:
    card = model_card(model, corpus, written(tmp_path, results=NETWORK, joined=JOINED), ["typilus train a b"])
    assert "| by project (test) | typilus | 61.3 | 62.3 | 63.3 | 61.3 | 7.2 | 5,678 |" in card
    assert "| by project (test) | look-up | 40.0 | 41.0 | 42.0 | 40.0 | 7.2 | 12 |" in card
    assert f"\n| the file alone | {'61.3 | ' * 6}80.0 | 0.030 | 1,234 |\n" in card
    assert "name alone" not in card
    assert "```sh\ntypilus train a b\n```" in card


def test_what_is_inside(model: Path, corpus: Path, tmp_path: Path) -> None:
    card = model_card(model, corpus, written(tmp_path, results=NETWORK), [])
    markers = load_map(model / "type_map.safetensors")
    assert f"Type map: {len(markers):,} markers of {len(markers.types):,} types, 32 bits a coordinate" in card
    assert "votes of the 5 nearest, p = 2" in card
    assert "their distances times 0.9" in card
    assert "hidden size 16" in card
    assert "4,000 files with 5,678 labeled symbols" in card
    assert "| p0 | 1.0 | MIT | web | train | 1,234 |" in card
    for path in model.iterdir():
        assert (f"- `{path.name}`: " in card) == (path.name != "manifest.json")


def test_tables_of_what_was_not_measured_are_left_out(model: Path, corpus: Path, tmp_path: Path) -> None:
    card = model_card(model, corpus, written(tmp_path, results=NETWORK), [])
    assert "All sources joined" not in card
    assert "The ranking's trees were learned" not in card


def test_what_the_ranking_was_learned_from(model: Path, corpus: Path, tmp_path: Path) -> None:
    notes = {"symbols": {"file alone": 12345, "with the project": 67}, "projects": ["market", "shop"]}
    save_ranker(model / RANKING_FILE, ranker_of({}), notes)
    seal(model)
    card = model_card(model, corpus, written(tmp_path, results=NETWORK), [])
    assert "12,345 symbols, file alone; 67 symbols, with the project.\n" in card
    assert "market, shop" in card


@pytest.mark.parametrize("text", [None, "", "{", "\udcff"])
def test_a_report_that_cannot_be_read_is_named(model: Path, corpus: Path, tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "odd.json").write_text(text, errors="surrogateescape")
    with pytest.raises(TypilusError, match=r"odd\.json: not a readable JSON file"):
        model_card(model, corpus, [tmp_path / "odd.json"], [])


def test_a_damaged_model_gets_no_card(model: Path, corpus: Path, tmp_path: Path) -> None:
    (model / "type_map.safetensors").write_bytes(b"")
    with pytest.raises(CheckpointError):
        model_card(model, corpus, written(tmp_path, results=NETWORK), [])


def test_the_card_lies_in_the_folder_which_stays_sound(model: Path, corpus: Path, tmp_path: Path) -> None:
    (report,) = written(tmp_path, results=NETWORK)
    main([str(model), str(corpus), str(report), "--command", "first", "--command", "second"])
    assert "first\nsecond" in (model / CARD_FILE).read_text()
    check(model)
