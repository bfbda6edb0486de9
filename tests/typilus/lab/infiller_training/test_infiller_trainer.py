from __future__ import annotations

import csv
import dataclasses
from itertools import islice
from pathlib import Path

import pytest
import torch

from tests.typilus.lab.infiller_training.small_infiller import CONFIG, SHOP
from typilus.errors import CheckpointError
from typilus.lab.infiller_training import infiller_trainer
from typilus.lab.infiller_training.causal_masking import MaskedTokens
from typilus.lab.infiller_training.crops import crop_file
from typilus.lab.infiller_training.document_batches import DocumentBatches
from typilus.lab.infiller_training.infiller_config import InfillerConfig
from typilus.lab.infiller_training.infiller_tokenizer import InfillerTokenizer
from typilus.lab.infiller_training.infiller_trainer import InfillerProgress, InfillerTrainer
from typilus.lab.infiller_training.training_documents import DocumentMaker

FILES = [crop_file("shop", f"shop/{number}.py", SHOP) for number in range(4)]


def batches(tokenizer: InfillerTokenizer, config: InfillerConfig) -> DocumentBatches:
    return DocumentBatches(FILES, DocumentMaker(tokenizer, config.context, 0.5), config)


def documents(tokenizer: InfillerTokenizer) -> list[MaskedTokens]:
    maker = DocumentMaker(tokenizer, CONFIG.context, 0.5)
    return [maker.make_bare(crop) for crop in FILES[0].crops]


def test_an_interrupted_run_ends_as_one_that_was_not(
    tokenizer: InfillerTokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(infiller_trainer, "VALIDATE_EVERY", 3)
    whole = InfillerTrainer(tmp_path / "whole", CONFIG, tokenizer)
    whole.train(batches(tokenizer, CONFIG), documents(tokenizer))
    stopped = InfillerTrainer(tmp_path / "stopped", CONFIG, tokenizer)

    def interrupt(progress: InfillerProgress) -> None:
        if progress.update == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped.train(batches(tokenizer, CONFIG), documents(tokenizer), interrupt)
    resumed = InfillerTrainer(tmp_path / "stopped", CONFIG, tokenizer)
    assert resumed.position.update == 6
    resumed.train(batches(tokenizer, CONFIG), documents(tokenizer))
    assert resumed.position == whole.position
    for name, tensor in whole.decoder.state_dict().items():
        assert torch.equal(tensor, resumed.decoder.state_dict()[name])
    for name in ("model.safetensors", "last.safetensors", "config.json"):
        assert (tmp_path / "whole" / name).read_bytes() == (tmp_path / "stopped" / name).read_bytes()


def test_hints_are_learned_by_heart(
    tokenizer: InfillerTokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(infiller_trainer, "VALIDATE_EVERY", 1_000)
    config = dataclasses.replace(CONFIG, updates=80, bfloat16=False)
    trainer = InfillerTrainer(tmp_path, config, tokenizer)
    before, right = trainer.validate(documents(tokenizer))
    assert right == 0
    seen: list[InfillerProgress] = []
    maker = DocumentMaker(tokenizer, config.context, annotation_share=1.0)
    trainer.train(DocumentBatches(FILES, maker, config), documents(tokenizer), seen.append)
    loss, accuracy = trainer.validate(documents(tokenizer))
    assert loss < before / 3
    assert accuracy > 0.3
    assert seen[-1].validation_accuracy == pytest.approx(accuracy)
    rows = csv.DictReader((tmp_path / "log.csv").read_text(encoding="utf-8").splitlines())
    assert [row["update"] for row in rows][-1] == "80"


def test_a_run_goes_on_with_more_updates_and_with_no_other_change(tokenizer: InfillerTokenizer, tmp_path: Path) -> None:
    InfillerTrainer(tmp_path, CONFIG, tokenizer).train(batches(tokenizer, CONFIG), [])
    more = dataclasses.replace(CONFIG, updates=15)
    trainer = InfillerTrainer(tmp_path, more, tokenizer)
    trainer.train(batches(tokenizer, more), [])
    assert trainer.position.update == 15
    with pytest.raises(CheckpointError, match="contains a run with other settings"):
        InfillerTrainer(tmp_path, dataclasses.replace(CONFIG, seed=1), tokenizer)


def test_a_run_ends_when_nothing_gets_better(
    tokenizer: InfillerTokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(infiller_trainer, "VALIDATE_EVERY", 1)
    config = dataclasses.replace(CONFIG, learning_rate=1e-9, patience=2)
    trainer = InfillerTrainer(tmp_path, config, tokenizer)
    monkeypatch.setattr(InfillerTrainer, "validate", lambda self, documents: (1.0, 0.0))
    trainer.train(batches(tokenizer, config), documents(tokenizer))
    assert trainer.position.update == 3


def test_sentinels_are_never_learned(tokenizer: InfillerTokenizer, tmp_path: Path) -> None:
    """The row of a sentinel in the output matrix is only pushed down: no token that counts is followed by one."""
    trainer = InfillerTrainer(tmp_path, CONFIG, tokenizer)
    [(_, batch)] = islice(batches(tokenizer, CONFIG).from_update(0), 1)
    masks = batch.targets >= tokenizer.sentinels.first
    masks &= batch.targets < tokenizer.sentinels.first + tokenizer.sentinels.count
    assert masks.any()
    assert not batch.weights[masks].any()
    changed = dataclasses.replace(batch, targets=torch.where(masks, 0, batch.targets))
    assert torch.equal(trainer._loss(batch), trainer._loss(changed))


def test_a_damaged_state_is_named(tokenizer: InfillerTokenizer, tmp_path: Path) -> None:
    InfillerTrainer(tmp_path, CONFIG, tokenizer).save()
    (tmp_path / "state.json").write_text("{}")
    with pytest.raises(CheckpointError, match="its state does not fit this run"):
        InfillerTrainer(tmp_path, CONFIG, tokenizer)
