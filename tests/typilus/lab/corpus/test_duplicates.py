"""Near duplicates go, whoever claims first stays; MinHash misses nothing that exact comparison finds."""

from __future__ import annotations

import json.decoder
import random
import textwrap
from pathlib import Path

import pytest

from tests.typilus.lab.corpus.wheels import shop_source
from typilus.lab.corpus.duplicates import DuplicateFilter, fingerprint, is_near_duplicate, similarities


def words(count: int, seed: int = 0) -> list[str]:
    source = random.Random(seed)
    return [f"name{source.randrange(10**9)}" for _ in range(count)]


def program(names: list[str]) -> str:
    return "\n".join(f"{name} = 1" for name in names)


def test_fingerprint_reads_identifiers_and_literals_only() -> None:
    first = fingerprint('def f(x):\n    """Prose."""\n    # talk\n    return x + 12 if x else "text"\n')
    second = fingerprint("def f(x):\n    'Other words, more of them.'\n    return 'text' + 12 if x else x\n")
    assert first.tokens.tolist() == second.tokens.tolist()
    assert len(first.tokens) == 4
    assert similarities(first, second)[0] == 1.0


def test_similarities_are_jaccard() -> None:
    first, second = fingerprint("a = b = c = d\n"), fingerprint("a = b = c = e\na\n")
    assert list(similarities(first, second)) == pytest.approx([3 / 5, 3 / 6])
    assert similarities(first, first) == (1.0, 1.0)


def test_text_that_does_not_tokenize_still_has_one() -> None:
    assert len(fingerprint("def f(:\n    '''never closed\n").tokens) >= 3


@pytest.mark.parametrize(("changed", "expected"), [(0, True), (8, True), (40, False)])
def test_threshold(changed: int, expected: bool) -> None:
    names = words(100)
    other = names[changed:] + words(changed, seed=1)
    assert is_near_duplicate(fingerprint(program(names)), fingerprint(program(other))) is expected


def test_multisets_matter() -> None:
    names = words(30)
    repeated = program(names) + "\n" + "\n".join([names[0]] * 60)
    assert similarities(fingerprint(program(names)), fingerprint(repeated))[0] == 1.0
    assert not is_near_duplicate(fingerprint(program(names)), fingerprint(repeated))


def test_small_files_are_only_exact_duplicates() -> None:
    duplicates: DuplicateFilter[str] = DuplicateFilter()
    assert duplicates.claim("a", fingerprint("from .x import y\n")) is None
    assert duplicates.claim("b", fingerprint("from .x import y as z\n")) is None
    assert duplicates.claim("c", fingerprint("from .x import y  \r\n\n")) == ("exact duplicate", "a")


def test_first_claim_wins_and_renamed_copy_goes() -> None:
    text = Path(json.decoder.__file__).read_text(encoding="utf-8")
    copy = text.replace("def py_scanstring", "def scan_text", 1)
    moved = "# moved\n" + textwrap.indent(text, "")
    duplicates: DuplicateFilter[str] = DuplicateFilter()
    assert duplicates.claim("held out", fingerprint(text)) is None
    assert duplicates.claim("training", fingerprint(copy)) == ("near duplicate", "held out")
    assert duplicates.claim("other", fingerprint(shop_source(1))) is None
    found = duplicates.claim("moved", fingerprint(moved))
    assert found is not None
    assert found[1] == "held out"


def test_the_index_finds_what_exhaustive_comparison_finds() -> None:
    source = random.Random(3)
    bases = [words(60, seed) for seed in range(12)]
    texts = []
    for number in range(150):
        names = list(source.choice(bases))
        for _ in range(source.randrange(0, 16)):
            names[source.randrange(60)] = f"other{number}_{source.randrange(10**6)}"
        texts.append(program(names))
    duplicates: DuplicateFilter[int] = DuplicateFilter()
    prints = [fingerprint(text) for text in texts]
    kept: list[int] = []
    for number, mine in enumerate(prints):
        expected = any(is_near_duplicate(mine, prints[other]) or texts[other] == texts[number] for other in kept)
        assert (duplicates.claim(number, mine) is not None) is expected
        if not expected:
            kept.append(number)
    assert 12 <= len(kept) < 150
