"""Which symbols count."""

from __future__ import annotations

import dataclasses

from tests.typilus.lab.experiments.small_corpora import labeled_file
from typilus.lab.experiments.network.population import counted_symbols
from typilus.lab.experiments.network.symbol_table import tabulate


def test_unlabeled_receivers_and_dunders_do_not_count() -> None:
    file = labeled_file("p/a.py", "self:p.A cls:type x:int y: r/__call__:str r/__len__:int v/__all__:list r/_f:int")
    assert [file.graph.symbols[i].name for i in counted_symbols(file)] == ["x", "__call__", "_f"]


def test_short_underscore_names_are_no_dunders() -> None:
    file = labeled_file("p/a.py", "_:int __:int ____:int __a:int")
    assert len(counted_symbols(file)) == 4


def test_inferred_labels_do_not_count() -> None:
    file = labeled_file("p/a.py", "x:int y: z:")
    augmented = dataclasses.replace(file, inferred=(None, "str", None))
    assert counted_symbols(augmented) == counted_symbols(file) == [0]
    assert tabulate([augmented]).types == ("int",)
