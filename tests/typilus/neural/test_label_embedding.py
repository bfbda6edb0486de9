from __future__ import annotations

import torch

from typilus.neural.label_embedding import LabelEmbedding

PIECES = torch.tensor([3, 1, 4, 1, 5, 9, 2, 6])
OFFSET = torch.tensor([0, 1, 4])


def bags(kept: torch.Tensor) -> list[list[int]]:
    ends = [*OFFSET.tolist()[1:], len(PIECES)]
    return [
        [piece for piece, stays in zip(PIECES[start:end].tolist(), kept[start:end].tolist(), strict=True) if stays]
        for start, end in zip(OFFSET.tolist(), ends, strict=True)
    ]


def expected(embedding: LabelEmbedding, kept: torch.Tensor) -> torch.Tensor:
    nothing = torch.zeros(4)
    return torch.stack([embedding.weight[bag].mean(dim=0) if bag else nothing for bag in bags(kept)])


def test_a_label_is_the_mean_of_its_pieces() -> None:
    embedding = LabelEmbedding(10, 4, piece_dropout=0.5).eval()
    torch.testing.assert_close(embedding.mean(PIECES, OFFSET), expected(embedding, torch.ones(8, dtype=torch.bool)))


def test_pieces_are_left_out_in_training() -> None:
    embedding = LabelEmbedding(10, 4, piece_dropout=0.5).train()
    for seed in range(5):
        torch.manual_seed(seed)
        kept = torch.rand(len(PIECES)) >= 0.5
        torch.manual_seed(seed)
        torch.testing.assert_close(embedding.mean(PIECES, OFFSET), expected(embedding, kept))
        assert not kept.all()
