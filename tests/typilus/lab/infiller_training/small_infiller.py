"""A corpus of texts of a few functions, and an infiller that was trained on it for a second."""

from __future__ import annotations

import json
from pathlib import Path

from typilus.lab.corpus.shards import join_record, write_records
from typilus.lab.infiller_training.infiller_config import InfillerConfig

__all__ = ["CONFIG", "SHOP", "write_small_texts"]

SHOP = '''\
from __future__ import annotations

import json
from collections import Counter
from pathlib import Path


class Till(Base):
    """Größe 12."""

    total: int = 0
    owner: Counter

    @property
    def label(self, text: str, width: int = 3, *rest: Path) -> str | None:
        wide: list[str] = text.ljust(width)
        return wide


def weigh(price: float, names: dict[str, int] | None = None) -> int:
    """Weigh it."""
    return int(price) + len(names or {})


LIMIT: int = 12
'''

CONFIG = InfillerConfig(
    layers=2,
    width=32,
    heads=2,
    inner=48,
    vocabulary=420,
    context=192,
    batch_tokens=300,
    updates=12,
    warmup=2,
    learning_rate=1e-2,
)


def write_small_texts(folder: Path) -> Path:
    """Write texts of four projects, two of them for training, and return the folder."""
    sides = {"train": ["mart", "shop"], "validation": ["till"], "test": ["barn"]}
    (folder / "texts").mkdir(parents=True)
    for side, projects in sides.items():
        for project in projects:
            head = json.dumps({"project": project, "path": f"{project}/prices.py"}).encode()
            text = SHOP.replace("Till", project.capitalize())
            write_records(folder / "texts" / f"{side}-{project}.shard", [join_record(head, text.encode())])
    (folder / "splits.json").write_text(json.dumps({"by_project": sides, "by_file": {}}))
    return folder
