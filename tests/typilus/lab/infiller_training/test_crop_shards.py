from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.lab.infiller_training.small_infiller import SHOP
from typilus.errors import CorpusError
from typilus.lab.corpus.shards import join_record, write_records
from typilus.lab.infiller_training.crop_shards import read_crops, write_crops
from typilus.lab.infiller_training.crops import crop_file


def test_crops_come_back(tmp_path: Path) -> None:
    files = [crop_file("shop", "shop/prices.py", SHOP), crop_file("p", "ä\udc80.py", "x: int = 1  # ü\n")]
    write_crops(tmp_path / "crops.shard", files)
    assert list(read_crops(tmp_path / "crops.shard")) == files


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    write_records(tmp_path / "crops.shard", [join_record(b'{"project": "p"}', b"")])
    with pytest.raises(CorpusError, match=r"crops\.shard: damaged"):
        list(read_crops(tmp_path / "crops.shard"))
