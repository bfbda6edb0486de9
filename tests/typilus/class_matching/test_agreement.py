"""Agreement of symbols and classes, feature by feature."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tests.typilus.class_matching.shop import CANVAS, CONFIG, ROW, TABLE, table
from typilus.class_matching.agreement import FEATURES, UNKNOWN, FileVisibility, MatchedSymbols, agreement

VISIBILITY = FileVisibility((TABLE, ROW), (CONFIG,), (CANVAS,), "shop/tables")
WORDS = ("share of all words that both names have", "same last word", "any shared word", "same words")


def symbols(*names: str, used: frozenset[str] = frozenset(), around: int = -1) -> MatchedSymbols:
    count = len(names)
    return MatchedSymbols(
        np.zeros((count, 4), np.float32), names, np.zeros(count, np.int64), [used] * count, np.full(count, around)
    )


def features(*names: str, **more: object) -> npt.NDArray[np.float32]:
    return agreement(symbols(*names, **more), table(), VISIBILITY)  # type: ignore[arg-type]


def named(found: npt.NDArray[np.float32], *names: str) -> list[float]:
    return [float(found[FEATURES.index(name)]) for name in names]


def test_shape() -> None:
    assert features("a", "b").shape == (2, 5, len(FEATURES))


def test_words() -> None:
    found = features("price_table")[0]
    assert named(found[TABLE], *WORDS) == [1, 1, 1, 1]
    assert named(found[CONFIG], *WORDS) == [0, 0, 0, 0]
    assert named(features("table_config")[0, TABLE], *WORDS)[1:] == [0, 1, 0]
    assert named(features("old_config")[0, CONFIG], *WORDS) == [0.5, 1, 1, 0]


def test_a_name_without_words_agrees_with_nothing() -> None:
    assert not features("_")[0, :, :6].any()


def test_attributes() -> None:
    found = features("x", used=frozenset({"load", "save"}))[0]
    whole, part = "the class has all attributes used", "number of attributes used that the class has"
    assert named(found[CONFIG], whole) == [1]
    assert named(found[TABLE], whole) == [0]
    assert 0 < named(found[TABLE], part)[0] < named(found[CONFIG], part)[0]
    assert not found[ROW, 6:10].any()


def test_visibility() -> None:
    found = features("x", around=TABLE)[0]
    columns = [
        FEATURES.index(name) for name in ("defined in the file", "imported and used", "imported for annotations only")
    ]
    assert found[[TABLE, CONFIG, CANVAS]][:, columns].tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    assert found[:, FEATURES.index("around the symbol")].tolist() == [0, 0, 1, 0, 0]
    assert found[:, FEATURES.index("in the same folder")].tolist() == [0, 0, 1, 1, 0]
    assert found[:, UNKNOWN].tolist() == [0, 0, 0, 0, 1]


def test_chosen_symbols() -> None:
    chosen = symbols("a", "b", "c").select(np.array([2, 0]))
    assert chosen.names == ["c", "a"]
    assert len(chosen.vectors) == len(chosen.kinds) == len(chosen.used) == len(chosen.enclosing_classes) == 2
