from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.typilus.lab.experiments.small_corpora import labeled_file
from typilus.errors import CorpusError
from typilus.lab.corpus.shards import write_shard
from typilus.lab.corpus.text_shards import TextFile, read_texts, write_texts


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of two projects, one of them the standard library, whose sources hold more than its shards."""
    folder = tmp_path / "corpus"
    (folder / "shards").mkdir(parents=True)
    for project, names in (("shop", ("a", "b", "gone", "junk")), ("stdlib", ("json",))):
        files = [labeled_file(f"{project}/{name}.py", "x:int") for name in names]
        write_shard(folder / "shards" / f"{project}-000.shard", files)
    sources = folder / "sources" / "shop-1.0" / "shop"
    sources.mkdir(parents=True)
    (sources / "a.py").write_bytes(
        "x: int = 1  # größe\r\n# me@mail.org\r\n".encode("latin-1").join([b"# coding: latin-1\r\n", b""])
    )
    (sources / "b.py").write_text("name: str = ''\n")
    (sources / "junk.py").write_text("+-*/ = ()\n")
    (sources / "unlabeled.py").write_text("z = 1\n")
    sides = {"train": ["shop", "stdlib"], "validation": [], "test": []}
    (folder / "splits.json").write_text(json.dumps({"by_project": sides, "by_file": {}}))
    projects = [{"name": "shop", "version": "1.0"}, {"name": "stdlib", "version": "3.11"}]
    (folder / "report.json").write_text(json.dumps({"projects": projects}))
    return folder


def test_texts_are_those_of_the_graphs(corpus: Path, tmp_path: Path) -> None:
    report = write_texts(corpus, tmp_path / "texts")
    texts = list(read_texts(tmp_path / "texts", "train"))
    assert texts == [
        TextFile("shop", "shop/a.py", "# coding: latin-1\nx: int = 1  # größe\n# removed@example.com\n"),
        TextFile("shop", "shop/b.py", "name: str = ''\n"),
    ]
    assert report.files == {"train": 2, "validation": 0, "test": 0}
    assert report.characters["train"] == sum(len(file.text) for file in texts)
    assert report.refusals == {"cannot be read": 2, "standard library": 1}
    assert list(read_texts(tmp_path / "texts", "test")) == []


def test_equal_corpora_give_equal_bytes(corpus: Path, tmp_path: Path) -> None:
    write_texts(corpus, tmp_path / "first")
    write_texts(corpus, corpus)
    assert (corpus / "texts" / "train-shop.shard").read_bytes() == (
        tmp_path / "first" / "texts" / "train-shop.shard"
    ).read_bytes()


def test_what_is_missing_is_named(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no texts; run `typilus corpus texts` first"):
        list(read_texts(corpus, "train"))
    (corpus / "sources" / "shop-1.0").rename(corpus / "sources" / "elsewhere")
    with pytest.raises(CorpusError, match="its sources are gone"):
        write_texts(corpus, tmp_path / "texts")
    (corpus / "report.json").unlink()
    with pytest.raises(CorpusError, match=r"report\.json: cannot be read"):
        write_texts(corpus, tmp_path / "texts")
