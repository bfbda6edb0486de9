from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.typilus.lab.infiller_training.small_infiller import CONFIG, SHOP
from typilus.errors import CheckpointError, TypilusError
from typilus.lab.infiller_training.infiller_tokenizer import InfillerTokenizer


def test_tokens_cross_blanks_but_not_lines_or_digits(tokenizer: InfillerTokenizer) -> None:
    [tokens] = tokenizer.encode([SHOP + "x = 2026\n"])
    pieces = [tokenizer.decode([token]) for token in tokens]
    assert "".join(pieces) == SHOP + "x = 2026\n" or tokenizer.decode(tokens) == SHOP + "x = 2026\n"
    assert any(" " in piece.strip() for piece in pieces)
    assert all("\n" not in piece or piece == "\n" for piece in pieces)
    assert all(not any(map(str.isdigit, piece)) or len(piece) == 1 for piece in pieces)


def test_texts_have_no_special_tokens(tokenizer: InfillerTokenizer) -> None:
    [tokens] = tokenizer.encode(["<|mask:0|><|endofmask|>"])
    assert not {tokenizer.sentinels.mask(0), tokenizer.sentinels.end} & set(tokens)
    assert tokenizer.decode(tokens) == "<|mask:0|><|endofmask|>"
    assert tokenizer.decode([tokenizer.sentinels.mask(3)]) == "<|mask:3|>"


def test_equal_texts_give_equal_tokenizers(tokenizer: InfillerTokenizer, tmp_path: Path) -> None:
    assert InfillerTokenizer.train([SHOP] * 3, CONFIG.vocabulary).text == tokenizer.text
    (tmp_path / "tokenizer.json").write_text(tokenizer.text)
    again = InfillerTokenizer.load(tmp_path / "tokenizer.json")
    assert len(again) == len(tokenizer) == CONFIG.vocabulary
    assert again.encode([SHOP]) == tokenizer.encode([SHOP])


def test_what_is_no_tokenizer_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tokenizer.json"
    path.write_text("{}")
    with pytest.raises(CheckpointError, match=r"tokenizer\.json: is no tokenizer"):
        InfillerTokenizer.load(path)
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(TypilusError, match=r"pip install 'typilus\[train\]'"):
        InfillerTokenizer.load(path)
