"""Shards come back as they went in; damage is noticed before anything is read."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from graph_extraction import parse_source
from tests.typilus.lab.corpus.wheels import shop_source
from typilus.errors import CorpusError
from typilus.lab.corpus import LabeledFile, read_shard, shards, write_shard
from typilus.lab.corpus.shards import MAGIC, VERSION, decode_record, encode_record, read_records
from typilus.project.labeling import label_source
from typilus.project.reexports import ReExports


@pytest.fixture(scope="module")
def files() -> list[LabeledFile]:
    texts = [shop_source(number) for number in range(3)] + ["", "class Straße(dict):\n    größe: int = 1\n"]
    return [
        label_source(parse_source(text, f"p/m{n}.py"), "p", f"p.m{n}", ReExports([])).file
        for n, text in enumerate(texts)
    ]


def test_round_trip(tmp_path: Path, files: list[LabeledFile]) -> None:
    path = tmp_path / "a.shard"
    assert write_shard(path, files) == len(files)
    assert list(read_shard(path)) == files
    assert files[0].num_labels > 10
    assert files[-1].definitions == ("p.m4.Straße",)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.shard"]


def test_only_wanted_files_are_decoded(
    tmp_path: Path, files: list[LabeledFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_shard(tmp_path / "a.shard", files)
    decoded: list[bytes] = []

    def decode(head: bytes, body: bytes) -> LabeledFile:
        decoded.append(head)
        return decode_record(head, body)

    monkeypatch.setattr(shards, "decode_record", decode)
    paths = {files[1].path, files[3].path}
    assert list(read_shard(tmp_path / "a.shard", lambda place: place.path in paths)) == [files[1], files[3]]
    assert len(decoded) == 2


def test_same_files_same_bytes(tmp_path: Path, files: list[LabeledFile]) -> None:
    write_shard(tmp_path / "a.shard", files)
    write_shard(tmp_path / "b.shard", iter(files))
    assert (tmp_path / "a.shard").read_bytes() == (tmp_path / "b.shard").read_bytes()


def test_an_empty_shard_is_fine(tmp_path: Path) -> None:
    write_shard(tmp_path / "a.shard", [])
    assert list(read_shard(tmp_path / "a.shard")) == []


def test_any_flipped_byte_is_noticed(tmp_path: Path, files: list[LabeledFile]) -> None:
    path = tmp_path / "a.shard"
    write_shard(path, files)
    data = path.read_bytes()
    for place in [0, len(MAGIC), len(MAGIC) + 1, len(MAGIC) + 40, *range(60, len(data), 997), len(data) - 1]:
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        with pytest.raises(CorpusError, match=r"a\.shard"):
            list(read_shard(path))


@pytest.mark.parametrize("length", [0, 5, 14, 30, 46, 200])
def test_a_cut_file_is_noticed(tmp_path: Path, files: list[LabeledFile], length: int) -> None:
    path = tmp_path / "a.shard"
    write_shard(path, files)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(CorpusError, match=r"a\.shard"):
        next(read_shard(path))


def test_another_version_says_so(tmp_path: Path, files: list[LabeledFile]) -> None:
    path = tmp_path / "a.shard"
    write_shard(path, files)
    data = bytearray(path.read_bytes())
    data[len(MAGIC)] = VERSION + 1
    path.write_bytes(bytes(data))
    with pytest.raises(CorpusError, match="rebuild the corpus"):
        next(read_shard(path))


def test_inferred_labels_come_back_apart(tmp_path: Path, files: list[LabeledFile]) -> None:
    symbols = len(files[0].labels)
    inferred = tuple("int" if label is None else None for label in files[0].labels)
    augmented = dataclasses.replace(files[0], inferred=inferred)
    write_shard(tmp_path / "a.shard", [augmented, files[1]])
    assert list(read_shard(tmp_path / "a.shard")) == [augmented, files[1]]
    assert augmented.num_labels == files[0].num_labels < symbols
    assert None not in augmented.all_labels
    assert files[1].all_labels == files[1].labels


def test_inferred_labels_must_fit_too(files: list[LabeledFile]) -> None:
    record = encode_record(dataclasses.replace(files[0], inferred=("int",)))
    size = int.from_bytes(record[:4], "little")
    with pytest.raises(CorpusError, match="1 inferred types for"):
        decode_record(record[4 : 4 + size], record[8 + size :])


def test_a_shard_of_the_first_version_is_read(tmp_path: Path, files: list[LabeledFile]) -> None:
    path = tmp_path / "a.shard"
    write_shard(path, files)
    data = bytearray(path.read_bytes())
    data[len(MAGIC)] = 1
    path.write_bytes(bytes(data))
    assert list(read_shard(path)) == files


def test_an_interrupted_write_leaves_no_shard(tmp_path: Path, files: list[LabeledFile]) -> None:
    def broken() -> object:
        yield files[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_shard(tmp_path / "a.shard", broken())  # type: ignore[arg-type]
    assert not (tmp_path / "a.shard").exists()


def test_labels_must_fit_the_graph(files: list[LabeledFile]) -> None:
    short = dataclasses.replace(files[0], labels=files[0].labels[:-1])
    record = encode_record(short)
    size = int.from_bytes(record[:4], "little")
    with pytest.raises(CorpusError, match="labels for"):
        decode_record(record[4 : 4 + size], record[8 + size :])


@pytest.mark.parametrize("head", [b"", b"{}", b"[]", b'{"project": "p"}', b"\xff"])
def test_a_damaged_record_is_one_clear_error(head: bytes) -> None:
    with pytest.raises(CorpusError, match="damaged record"):
        decode_record(head, b"")


def test_records_stream(tmp_path: Path, files: list[LabeledFile]) -> None:
    write_shard(tmp_path / "a.shard", files)
    stream = read_records(tmp_path / "a.shard")
    assert decode_record(*next(stream)) == files[0]
    stream.close()  # type: ignore[attr-defined]


def test_names_that_are_not_those_of_the_classes_are_damage(files: list[LabeledFile]) -> None:
    record = encode_record(dataclasses.replace(files[-1], definitions=("p.a", "p.b")))
    size = int.from_bytes(record[:4], "little")
    with pytest.raises(CorpusError, match="2 names"):
        decode_record(record[4 : 4 + size], record[8 + size :])
