from __future__ import annotations

import numpy as np
import pytest

from tests.typilus.lab.infiller_training.small_infiller import SHOP
from typilus.infilling import HoledText
from typilus.infilling.dialects import DIALECTS
from typilus.lab.infiller_training.crops import crop_file
from typilus.lab.infiller_training.infiller_tokenizer import InfillerTokenizer
from typilus.lab.infiller_training.training_documents import DocumentMaker, class_line

FILE = crop_file("shop", "shop/prices.py", SHOP)
FUNCTION = FILE.crops[2]


def test_a_bare_document_is_what_a_model_is_asked_and_its_answer(tokenizer: InfillerTokenizer) -> None:
    """The dialect of InCoder's prompts is another module's; training and asking must not drift apart."""
    document = DocumentMaker(tokenizer, 400, 1.0).make_bare(FUNCTION)
    edges = [0, *(edge for hint in FUNCTION.hints for edge in (hint.start, hint.end)), len(FUNCTION.text)]
    parts = [FUNCTION.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    text = HoledText((*(part.rstrip(" ") for part in parts[:-1]), parts[-1]))
    prompt = DIALECTS["incoder"].ask(text).prompt
    answer = " float<|endofmask|><|mask:1|> dict[str, int] | None<|endofmask|><|mask:2|> int<|endofmask|>"
    assert tokenizer.decode(document.tokens) == "<|endoftext|>" + prompt + answer


def test_annotations_are_holes_or_erased_or_kept(tokenizer: InfillerTokenizer) -> None:
    maker = DocumentMaker(tokenizer, 400, 1.0)
    forms = set()
    for seed in range(60):
        text = tokenizer.decode(maker.make(FILE, FUNCTION, np.random.default_rng(seed)).tokens)
        assert "def weigh(price" in text
        forms.add((text.count("<|endofmask|>"), "-> int" in text, "weigh(price, " in text))
    assert {count for count, _, _ in forms} == {1, 2, 3}
    assert {(1, True, False), (1, False, True)} <= forms


def test_metadata_is_at_either_end_and_names_are_in_sight_at_times(tokenizer: InfillerTokenizer) -> None:
    maker = DocumentMaker(tokenizer, 600, 1.0)
    texts = [
        tokenizer.decode(maker.make(FILE, FUNCTION, np.random.default_rng(seed)).tokens).partition("<|mask:0|>")[0]
        for seed in range(200)
    ]
    for line in ("<|file|>prices.py\n", "<|project|>shop\n", "# classes: Counter, Path, Till\n", "import json\n"):
        assert sum(line in text for text in texts) / 200 == pytest.approx(0.5, abs=0.12)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_documents_fit_their_context(tokenizer: InfillerTokenizer, share: float) -> None:
    maker = DocumentMaker(tokenizer, 64, share)
    for seed in range(50):
        for crop in FILE.crops[:3]:
            document = maker.make(FILE, crop, np.random.default_rng(seed))
            assert 2 <= len(document.tokens) <= 64 + 1 * (share == 0)
            assert document.tokens[0] == tokenizer.end_of_text
            assert any(document.span)


def test_the_same_random_numbers_make_the_same_document(tokenizer: InfillerTokenizer) -> None:
    maker = DocumentMaker(tokenizer, 200, 0.5)
    first, second = (maker.make(FILE, FUNCTION, np.random.default_rng(7)) for _ in range(2))
    assert first == second


def test_tokens_are_broken_at_hints_half_of_the_time(tokenizer: InfillerTokenizer) -> None:
    """From left to right a model is asked behind an arrow, which would else be one token with what follows."""
    maker = DocumentMaker(tokenizer, 400, 0.0)
    forms = {tuple(maker._encode_whole(FUNCTION, np.random.default_rng(seed))) for seed in range(20)}
    assert {tokenizer.decode(tokens) for tokens in forms} == {FUNCTION.text}
    [whole] = tokenizer.encode([FUNCTION.text])
    [broken] = [tokens for tokens in forms if tokens != tuple(whole)]
    for hint in FUNCTION.hints:
        [prefix] = tokenizer.encode([FUNCTION.text[: hint.start].rstrip()])
        assert tokenizer.decode(broken).startswith(tokenizer.decode(prefix))
    [answer] = tokenizer.encode([" dict[str, int] | None"])
    assert any(list(broken[start : start + len(answer)]) == answer for start in range(len(broken)))


def test_no_classes_make_no_line() -> None:
    assert class_line(()) == ""
    assert class_line(("A", "B")) == "# classes: A, B\n"
