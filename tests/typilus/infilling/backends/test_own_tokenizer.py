from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.typilus.lab.infiller_training.small_infiller import CONFIG, SHOP
from typilus.errors import InfillError
from typilus.infilling.backends.own_tokenizer import OwnTokenizer
from typilus.lab.infiller_training.infiller_tokenizer import InfillerTokenizer


@pytest.fixture(scope="module")
def trained() -> InfillerTokenizer:
    return InfillerTokenizer.train([SHOP] * 3, CONFIG.vocabulary)


@pytest.fixture(scope="module")
def own(trained: InfillerTokenizer, tmp_path_factory: pytest.TempPathFactory) -> OwnTokenizer:
    path = tmp_path_factory.mktemp("tokens") / "tokenizer.json"
    path.write_text(trained.text, encoding="utf-8")
    return OwnTokenizer.load(path)


@given(
    text=st.text(st.characters(exclude_categories=["Cs"])) | st.lists(st.sampled_from(SHOP.split(" "))).map(" ".join)
)
@settings(max_examples=200, deadline=None)
def test_it_reads_as_the_library_does(own: OwnTokenizer, trained: InfillerTokenizer, text: str) -> None:
    """A number of another script is no digit to one of them, and no merge has it.

    Names of special tokens are no text to ours: see the next test.
    """
    assume(not any(name in text for name in own.special))
    assert own.encode(text) == trained.encode([text])[0]
    assert own.decode(own.encode(text)) == text


def test_names_of_special_tokens_are_read_as_such(own: OwnTokenizer) -> None:
    tokens = own.encode("a<|mask:0|>b<|endofmask|>")
    assert tokens[1] == own.special["<|mask:0|>"]
    assert tokens[-1] == own.special["<|endofmask|>"]
    assert own.decode(tokens) == "a<|mask:0|>b<|endofmask|>"


@pytest.mark.parametrize("text", ["", "[]", "{}", json.dumps({"model": {"type": "WordLevel"}})])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "tokenizer.json").write_text(text)
    with pytest.raises(InfillError, match=r"tokenizer\.json: is no tokenizer of an infiller of our own"):
        OwnTokenizer.load(tmp_path / "tokenizer.json")
