"""Files without their annotations, predicted by turns; nothing of a file's own labels gets through."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from graph_extraction import SymbolKind
from tests.typilus.environments import environment_with
from tests.typilus.infilling.oracle import Oracle
from tests.typilus.infilling.prompts.prompt_reading import shown
from typilus.errors import CorpusError
from typilus.lab.experiments.checkers.project_sampling import SampledProject
from typilus.lab.experiments.joined.joined_experiment import (
    JoinedSettings,
    Measurement,
    read_measurement,
    run_joined_experiment,
)
from typilus.models.loading import load_predictor
from typilus.prediction.predictor import Predictor
from typilus.project.marker_cache import MarkerCache
from typilus.recommenders import PROVED

TILL = """\
from pkg.money import Money
from decimal import Decimal

class Till:
    def put(self, money: Money, note: str = "") -> Decimal:
        self.last: Money = money
        return money.amount
"""
MONEY = "class Money:\n    amount = 0\ndef of(amount: int) -> Money: ...\n"


@pytest.fixture(scope="module")
def predictor(model_folder: Path) -> Predictor:
    found = load_predictor(model_folder)
    found._cache = MarkerCache(None)
    return found


@pytest.fixture
def projects(tmp_path: Path) -> list[SampledProject]:
    found = []
    for name in ("a", "b"):
        root = tmp_path / name
        (root / "pkg").mkdir(parents=True)
        (root / "pkg" / "__init__.py").write_text("from .money import Money\n")
        (root / "pkg" / "till.py").write_text(TILL)
        (root / "pkg" / "money.py").write_text(MONEY)
        (root / "pkg" / "copy.py").write_text(TILL)  # its labels would give those of the other away
        found.append(SampledProject(name, root, ("pkg/till.py", "pkg/money.py", "pkg/__init__.py")))
    return found


def run(predictor: Predictor, projects: list[SampledProject], folder: Path, **settings: object) -> Measurement:
    chosen = JoinedSettings(**{"symbols": 8, **settings})  # type: ignore[arg-type]
    return run_joined_experiment(predictor, projects, chosen, folder / "symbols.jsonl")


def test_truths_are_the_annotations_under_public_names(
    predictor: Predictor, projects: list[SampledProject], tmp_path: Path
) -> None:
    found = run(predictor, projects, tmp_path)
    assert [(each.project, each.path) for each in found.files] == [("a", "pkg/till.py"), ("b", "pkg/till.py")]
    truths = {(symbol.kind, symbol.name): symbol.truth for symbol in found.files[0].symbols}
    assert truths == {
        ("parameter", "money"): "pkg.Money",
        ("parameter", "note"): "str",
        ("return", "put"): "decimal.Decimal",
        ("attribute", "last"): "pkg.Money",
    }


@pytest.mark.parametrize("imports", ["kept", "bare"])
def test_a_copy_tells_nothing(
    predictor: Predictor, projects: list[SampledProject], tmp_path: Path, imports: str
) -> None:
    found = run(predictor, projects[:1], tmp_path, symbols=1, imports=imports)
    voices = {(symbol.name, voice.source, voice.type) for symbol in found.files[0].symbols for voice in symbol.voices}
    assert ("money", "project-names", "pkg.Money") not in voices
    assert ("put", "typespace", "decimal.Decimal") not in voices
    assert ("money", "name", "pkg.Money") in voices, "the class itself is seen in the project"


def test_bare_imports_hide_what_served_annotations(
    predictor: Predictor, projects: list[SampledProject], tmp_path: Path
) -> None:
    seen = {}
    for imports in ("kept", "bare"):
        folder = tmp_path / imports
        found = run(predictor, projects[:1], folder, symbols=1, imports=imports, with_project=False)
        seen[imports] = {voice.type for symbol in found.files[0].symbols for voice in symbol.voices}
    assert {"pkg.Money", "decimal.Decimal"} & seen["kept"]
    assert not {"pkg.Money", "pkg.money.Money"} & seen["bare"]


def test_in_a_cold_project_nothing_is_annotated_anywhere(
    predictor: Predictor, projects: list[SampledProject], tmp_path: Path
) -> None:
    pkg = projects[0].root / "pkg"
    (pkg / "cashier.py").write_text("from pkg.money import Money\n\ndef pay(money: Money, note: str): ...\n")
    seen = {}
    for cold in (False, True):
        measured = run(predictor, projects[:1], tmp_path / str(cold), symbols=1, cold=cold)
        assert measured.settings.condition == ("with the project, never annotated" if cold else "with the project")
        symbols = measured.files[0].symbols
        assert {symbol.truth for symbol in symbols} >= {"pkg.Money", "decimal.Decimal"}
        seen[cold] = {(symbol.name, voice.source) for symbol in symbols for voice in symbol.voices}
    assert ("money", "project-names") in seen[False]
    assert not any(source == "project-names" for _, source in seen[True])
    assert (pkg / "cashier.py").read_text().count("Money") == 2, "the project itself stays as it is"
    assert read_measurement(tmp_path / "True").settings.cold


def test_the_packages_of_an_environment_are_read_unless_the_project_is_among_them(
    predictor: Predictor, projects: list[SampledProject], tmp_path: Path
) -> None:
    environment = environment_with(tmp_path, "tills", "def count(till) -> int: ...\n")
    (projects[0].root / "pkg" / "till.py").write_text(
        "import tills\n\ndef coins() -> int:\n    return tills.count(1)\n"
    )
    seen: dict[str, set[str]] = {}
    for named in ("", str(environment)):
        measured = run(predictor, projects[:1], tmp_path / f"report{len(seen)}", symbols=1, environment=named)
        assert measured.settings.condition == "with the project" + ", dependencies installed" * bool(named)
        voices = measured.files[0].symbols[0].voices
        seen[named] = {voice.type for voice in voices if voice.source == PROVED.id}
    assert seen == {"": set(), str(environment): {"int"}}
    assert read_measurement(tmp_path / "report1").settings.environment == str(environment)
    environment_with(tmp_path / "other", "pkg", "").joinpath("lib/python3.11/site-packages/pkg/till.py").touch()
    with pytest.raises(CorpusError, match="a itself is installed there"):
        run(predictor, projects, tmp_path / "report2", environment=str(tmp_path / "other" / "environment"))


def test_what_is_done_is_not_done_again(predictor: Predictor, projects: list[SampledProject], tmp_path: Path) -> None:
    first = run(predictor, projects, tmp_path)
    log = tmp_path / "symbols.jsonl"
    whole = log.read_text()
    log.write_text(whole[:-30])
    again = run(predictor, projects, tmp_path)
    assert [file.symbols for file in again.files] == [file.symbols for file in first.files]
    assert read_measurement(tmp_path).files == again.files
    with pytest.raises(CorpusError, match="another experiment"):
        run(predictor, projects, tmp_path, with_project=False)


def test_files_without_annotations_are_left_out(
    predictor: Predictor, projects: list[SampledProject], tmp_path: Path
) -> None:
    found = run(predictor, projects, tmp_path, symbols=100)
    assert {each.path: each.left_out for each in found.files if each.left_out} == {
        "pkg/__init__.py": "nothing in it is annotated"
    }
    assert json.loads((tmp_path / "symbols.jsonl").read_text().splitlines()[0])["experiment"] == "joined"


def test_a_language_model_is_asked_for_what_is_measured_and_told_nothing(
    predictor: Predictor, projects: list[SampledProject], tmp_path: Path
) -> None:
    oracle = Oracle({(SymbolKind.RETURN, "Till", "put"): "Decimal"}, log_probability=-0.5)
    settings = JoinedSettings(1, infill=oracle.name, infill_below=1.0)
    log = tmp_path / "symbols.jsonl"
    measured = run_joined_experiment(predictor, projects[:1], settings, log, infiller=oracle)
    (file,) = measured.files
    said = {symbol.name: [voice for voice in symbol.voices if voice.source == "infill"] for symbol in file.symbols}
    assert [(voice.type, round(voice.probability, 3)) for voice in said["put"]] == [("decimal.Decimal", 0.607)]
    assert len(oracle.prompts) == len(file.symbols)
    for prompt in oracle.prompts:
        text = shown(prompt)
        assert "Money = " not in text, "no annotation of the file is seen"
        assert "->" not in text.replace("-> _hole_", "").replace("-> Decimal", ""), "but what it said itself"
    assert measured.settings.condition == "with the project, asking scripted"
    assert read_measurement(tmp_path).settings == replace(settings, symbols=JoinedSettings().symbols)
    with pytest.raises(CorpusError, match="of another experiment"):
        run_joined_experiment(predictor, projects[:1], JoinedSettings(1), log)
