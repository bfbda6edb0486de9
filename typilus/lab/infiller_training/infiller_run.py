"""Train an infiller on the texts of a corpus, as `typilus train infiller` does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from typilus.errors import CorpusError
from typilus.lab.corpus.corpus_manifest import Side
from typilus.lab.corpus.splits import stable_hash
from typilus.lab.corpus.text_shards import read_texts
from typilus.lab.infiller_training.causal_masking import MaskedTokens
from typilus.lab.infiller_training.crop_shards import read_crops, write_crops
from typilus.lab.infiller_training.crops import FileCrops, crop_file
from typilus.lab.infiller_training.document_batches import DocumentBatches
from typilus.lab.infiller_training.infiller_config import InfillerConfig
from typilus.lab.infiller_training.infiller_tokenizer import TOKENIZER_FILE, InfillerTokenizer
from typilus.lab.infiller_training.infiller_trainer import InfillerProgress, InfillerTrainer
from typilus.lab.infiller_training.training_documents import DocumentMaker
from typilus.neural import write_text

__all__ = ["train_infiller", "training_tokenizer"]

TOKENIZER_CHARACTERS = 30_000_000
"""Characters of text that the tokenizer is learned from."""
VALIDATION_DOCUMENTS = 400


def train_infiller(
    texts: Path,
    folder: Path,
    config: InfillerConfig,
    *,
    device: str = "cpu",
    report: Callable[[InfillerProgress], None] | None = None,
    announce: Callable[[str], None] = lambda text: None,
) -> None:
    """Train on the training side of the split by project, continuing a run that stopped in `folder`.

    Args:
        texts: Folder that `typilus corpus texts` wrote into.
        folder: Folder of the run: model, tokenizer, state, log.
        config: Settings.
        device: "cpu" or "cuda".
        report: Callback for progress.
        announce: Callback for a sentence about each stage.

    Raises:
        CorpusError: The texts cannot be read, or have no annotation.
        CheckpointError: The folder holds a run of other settings.
        TypilusError: Tokenizers is not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / TOKENIZER_FILE).exists():
        announce("Learning the tokens of the training side")
    tokenizer = training_tokenizer(texts, folder, config.vocabulary)
    trainer = InfillerTrainer(folder, config, tokenizer, device)
    announce("Reading the crops of the training side")
    training, validation = (_crops(texts, folder, side) for side in ("train", "validation"))
    maker = DocumentMaker(tokenizer, config.context, config.annotation_share)
    batches = DocumentBatches(training, maker, config)
    if not len(batches):
        raise CorpusError(f"{texts}: has no annotation on the training side")
    judged = _validation_documents(validation, maker)
    announce(f"{len(batches):,} crops of {len(training):,} files; {len(judged):,} for validation")
    trainer.train(batches, judged, report)


def training_tokenizer(texts: Path, folder: Path, size: int) -> InfillerTokenizer:
    """The tokenizer of a run's folder, learned and written there if it has none.

    Raises:
        CorpusError: The texts cannot be read.
        CheckpointError: It is there, but of another size.
    """
    path = folder / TOKENIZER_FILE
    if not path.exists():
        write_text(path, InfillerTokenizer.train(_sample(texts), size).text)
    return InfillerTokenizer.load(path)


def _sample(texts: Path) -> Iterator[str]:
    """Yield texts of all projects, the same on every machine."""
    files = sorted(read_texts(texts, "train"), key=lambda file: stable_hash(f"tokens/{file.project}/{file.path}"))
    left = TOKENIZER_CHARACTERS
    for file in files:
        left -= len(file.text)
        if left < 0:
            return
        yield file.text


def _crops(texts: Path, folder: Path, side: Side) -> list[FileCrops]:
    path = folder / f"crops-{side}.shard"
    if not path.exists():
        write_crops(path, (crop_file(file.project, file.path, file.text) for file in read_texts(texts, side)))
    return list(read_crops(path))


def _validation_documents(files: list[FileCrops], maker: DocumentMaker) -> list[MaskedTokens]:
    crops = [
        (stable_hash(f"{file.project}/{file.path}/{number}"), crop)
        for file in files
        for number, crop in enumerate(file.crops)
    ]
    return [maker.make_bare(crop) for _, crop in sorted(crops, key=lambda pair: pair[0])[:VALIDATION_DOCUMENTS]]
