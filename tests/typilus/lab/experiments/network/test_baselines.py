"""The look-up against counts done by hand, leave-one-file-out above all."""

from __future__ import annotations

import numpy as np
import pytest

from tests.typilus.lab.experiments.small_corpora import labeled_file
from typilus.lab.experiments.network.baselines import (
    Evidence,
    LookupBaseline,
    LookupSettings,
    MostFrequentBaseline,
    Tier,
)
from typilus.lab.experiments.network.symbol_table import SymbolTable, tabulate

TRAIN = [
    labeled_file("lib/a.py", "user_name:str file_name:Path file_name:Path count:int r/count:float"),
    labeled_file("lib/b.py", "user_name:bytes user_name:str size:int v/size:int"),
]
TEST = [
    labeled_file("app/a.py", "user_name:App other_name:App shop:Shop odd:int"),
    labeled_file("app/b.py", "user_name:App shop:Shop"),
    labeled_file("web/c.py", "shop:Web user_name:str"),
]


def table() -> SymbolTable:
    return tabulate([*TRAIN, *TEST])


def top(table: SymbolTable, ids: np.ndarray) -> list[str | None]:
    return [table.types[i] if i >= 0 else None for i in ids]


def rows(table: SymbolTable, *paths: str) -> np.ndarray:
    return np.flatnonzero([table.paths[i] in paths for i in table.file_id])


def test_back_off_by_name_subtoken_and_kind() -> None:
    t = table()
    evidence = Evidence(t, rows(t, "lib/a.py", "lib/b.py"))
    best = LookupBaseline(evidence).predict(rows(t, "app/a.py"))
    # user_name: two of three str; other_name: `name` says two Path, two str, so the kind breaks the tie (str 2, Path 2,
    # int 2: the first seen); shop, odd: the kind.
    assert top(t, best.type_id[:, 0]) == ["str", "str", "str", "str"]
    assert top(t, best.type_id[0])[:3] == ["str", "bytes", "Path"]
    assert (np.diff(best.probability, axis=1) <= 0).all()


def test_project_evidence_leaves_the_own_file_out() -> None:
    t = table()
    test = rows(t, "app/a.py", "app/b.py", "web/c.py")
    evidence = Evidence(t, rows(t, "lib/a.py", "lib/b.py"), test)
    first = LookupBaseline(evidence, LookupSettings((Tier("project", "name"), Tier("corpus", "name"))))
    best = first.predict(test)
    #                                 a.py: user other shop odd         b.py: user shop   web: shop user
    assert top(t, best.type_id[:, 0]) == ["App", None, "Shop", None, "App", "Shop", None, "str"]
    pooled = LookupBaseline(evidence, LookupSettings((Tier("both", "name"),))).predict(test)
    assert top(t, pooled.type_id[:, 0]) == ["str", None, "Shop", None, "str", "Shop", None, "str"]


def test_strength_lets_many_broad_labels_outvote_one_narrow() -> None:
    files = [labeled_file("l/a.py", "x_id:int " + "y_id:str " * 20), labeled_file("l/b.py", "x_id:int")]
    t = tabulate(files)
    evidence, query = Evidence(t, rows(t, "l/a.py")), rows(t, "l/b.py")
    tiers = LookupSettings.plain().tiers
    assert top(t, LookupBaseline(evidence, LookupSettings(tiers)).predict(query).type_id[:, 0]) == ["int"]
    assert top(t, LookupBaseline(evidence, LookupSettings(tiers, 10.0)).predict(query).type_id[:, 0]) == ["str"]


def test_most_frequent_ignores_the_symbol() -> None:
    t = table()
    ranked = MostFrequentBaseline(Evidence(t, rows(t, "lib/b.py"))).predict(rows(t, "app/a.py", "web/c.py"))
    assert (ranked.type_id == ranked.type_id[0]).all()
    assert top(t, ranked.type_id[0])[0] == "int"
    assert ranked.probability[0, 0] == pytest.approx(0.5)


def test_probabilities_leave_room_for_unseen_types_at_most() -> None:
    t = table()
    evidence = Evidence(t, rows(t, "lib/a.py", "lib/b.py"), rows(t, "app/a.py", "app/b.py"))
    for settings in LookupSettings.candidates(with_project=True):
        ranked = LookupBaseline(evidence, settings).predict(rows(t, "app/a.py", "app/b.py"), n=40)
        total = ranked.probability.sum(axis=1)
        assert (total < 1 + 1e-5).all()
        assert (total > 6 / (6 + settings.strength) - 1e-5).all()


def test_no_evidence_no_prediction() -> None:
    t = table()
    ranked = LookupBaseline(Evidence(t, np.zeros(0, np.int64))).predict(rows(t, "app/a.py"))
    assert (ranked.type_id == -1).all()


def test_leaving_a_file_out_equals_counting_without_it() -> None:
    generator = np.random.default_rng(4)
    files = [
        labeled_file(f"p{n % 3}/f{n}.py", " ".join(f"n{a}:T{b}" for a, b in generator.zipf(1.5, (40, 2)) % 90))
        for n in range(12)
    ]
    t = tabulate(files)
    everything = np.arange(len(t), dtype=np.int64)
    evidence = Evidence(t, everything[:0], everything)
    for key in ("name", "subtoken", "kind", "all"):
        for row in range(0, len(t), 17):
            others = everything[(t.project_id == t.project_id[row]) & (t.file_id != t.file_id[row])]
            expected = Evidence(t, others).counts(Tier("corpus", key), row)
            assert evidence.counts(Tier("project", key), row) == expected
