"""`typilus index`: what its options do to the map, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.models.manifest import check
from typilus.typespace import TypeMap, load_map


def indexed(run: Path, corpus: Path, out: Path, *options: str) -> TypeMap:
    assert main(["index", str(run), str(corpus), "--out", str(out), *options]) == ExitCode.OK
    check(out)
    return load_map(out / "type_map.safetensors")


def projects_of(found: TypeMap) -> set[str]:
    return {found.marker(row).project for row in range(len(found))}


def test_sides_say_whose_symbols_become_markers(small_run: Path, small_corpus: Path, tmp_path: Path) -> None:
    train = indexed(small_run, small_corpus, tmp_path / "train")
    assert projects_of(train) == {"p0", "p3"}
    everyone = indexed(small_run, small_corpus, tmp_path / "all", "--sides", "train", "validation", "test")
    assert projects_of(everyone) == {"p0", "p1", "p2", "p3"}
    assert len(everyone) > len(train)


def test_a_map_is_made_as_small_as_its_types_allow(small_run: Path, small_corpus: Path, tmp_path: Path) -> None:
    """Each type keeps one marker, even where fewer were asked for."""
    found = indexed(small_run, small_corpus, tmp_path / "few", "--markers", "7")
    assert len({found.marker(row).type for row in range(len(found))}) == len(found) > 10


def test_a_run_is_left_alone_where_the_model_goes_elsewhere(
    small_run: Path, small_corpus: Path, tmp_path: Path
) -> None:
    before = {path.name: path.read_bytes() for path in small_run.iterdir()}
    indexed(small_run, small_corpus, tmp_path / "model")
    assert {path.name: path.read_bytes() for path in small_run.iterdir()} == before


def test_half_the_bits_are_a_smaller_network(small_run: Path, small_corpus: Path, tmp_path: Path) -> None:
    sizes = []
    for number, options in enumerate([(), ("--half",)]):
        indexed(small_run, small_corpus, tmp_path / str(number), "--markers", "9", *options)
        sizes.append((tmp_path / str(number) / "model.safetensors").stat().st_size)
    assert sizes[1] < sizes[0]


def test_kept_embeddings_give_the_same_model(small_run: Path, small_corpus: Path, tmp_path: Path) -> None:
    cache = tmp_path / "embeddings"
    for name in ("first", "second"):
        indexed(small_run, small_corpus, tmp_path / name, "--cache", str(cache))
        assert cache.exists()
    first, second = ((tmp_path / name / "type_map.safetensors").read_bytes() for name in ("first", "second"))
    assert first == second


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--bits", "5"], "argument --bits: invalid choice: 5"),
        (["--markers", "0"], "argument --markers: '0' is not a number from 1"),
        (["--markers", "many"], "argument --markers: 'many' is not a number"),
        (["--definitions", "-1"], "argument --definitions: '-1' is not a number"),
        (["--split", "line"], "argument --split: invalid choice: 'line'"),
        (["--sides", "left"], "argument --sides: invalid choice: 'left'"),
        (["--sides"], "argument --sides: expected at least one argument"),
        (["--device", "abacus"], "--device abacus: cannot be used here"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_read(
    options: list[str], reason: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    command = ["index", str(tmp_path / "run"), str(tmp_path / "corpus"), "--out", str(tmp_path / "out"), *options]
    assert main(command) == ExitCode.USAGE
    assert reason in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


def test_no_network(small_corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["index", str(tmp_path / "nowhere"), str(small_corpus)]) == ExitCode.NO_MODEL
    assert "nowhere" in capfd.readouterr().err
    assert not (tmp_path / "nowhere").exists()
