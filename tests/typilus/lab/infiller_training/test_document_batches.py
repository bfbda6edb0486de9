from __future__ import annotations

from itertools import islice

import torch

from tests.typilus.lab.infiller_training.small_infiller import CONFIG, SHOP
from typilus.lab.infiller_training.causal_masking import Sentinels, mask_spans
from typilus.lab.infiller_training.crops import crop_file
from typilus.lab.infiller_training.document_batches import DocumentBatch, DocumentBatches, collate
from typilus.lab.infiller_training.infiller_tokenizer import InfillerTokenizer
from typilus.lab.infiller_training.training_documents import DocumentMaker

SENTINELS = Sentinels(first=100, count=8, end=99)


def batches(tokenizer: InfillerTokenizer) -> DocumentBatches:
    files = [crop_file("shop", f"shop/{number}.py", SHOP) for number in range(6)]
    return DocumentBatches(files, DocumentMaker(tokenizer, CONFIG.context, 0.5), CONFIG)


def equal(first: DocumentBatch, second: DocumentBatch) -> bool:
    return first.lengths == second.lengths and torch.equal(first.inputs, second.inputs)


def test_targets_follow_inputs_and_sentinels_do_not_count() -> None:
    documents = [mask_spans([1, 2, 3], [(1, 2)], SENTINELS), mask_spans([4, 5], [(0, 1)], SENTINELS)]
    batch = collate(documents, 3.0)
    # 1 <0> 3 <0> 2 <end>, and <0> 5 <0> 4 <end>, each without its last token and without its first
    assert batch.lengths == (5, 4)
    assert batch.inputs.tolist() == [1, 100, 3, 100, 2, 100, 5, 100, 4]
    assert batch.targets.tolist() == [100, 3, 100, 2, 99, 5, 100, 4, 99]
    for weight, target in zip(batch.weights.tolist(), batch.targets.tolist(), strict=True):
        assert weight == (0.0 if target >= 100 else 3.0 if target in (2, 4, 99) else 1.0)


def test_an_epoch_has_each_crop_once(tokenizer: InfillerTokenizer) -> None:
    stream = batches(tokenizer)
    first = [batch for epoch, batch in islice(stream.from_update(0), 200) if epoch == 0]
    assert sum(len(batch.lengths) for batch in first) == len(stream) == 24
    assert max(sum(batch.lengths) for batch in first) < 2 * CONFIG.batch_tokens


def test_going_on_is_the_same_as_not_stopping(tokenizer: InfillerTokenizer) -> None:
    whole = list(islice(batches(tokenizer).from_update(0), 40))
    assert whole[-1][0] > 0
    for update in (1, 17, 39):
        epoch, batch = next(batches(tokenizer).from_update(update))
        assert epoch == whole[update][0]
        assert equal(batch, whole[update][1])
    assert not equal(whole[0][1], whole[1][1])
