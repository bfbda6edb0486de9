"""First states of nodes, against loops over their pieces and characters."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from typilus.neural.encoders.name_states import CharacterStates, PieceStates, name_states
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import MAX_CHARACTERS

NAMES = [[3, 1, 2], [0], [3, 1, 2], [1] * MAX_CHARACTERS, [4, 4]]


def flat(names: list[list[int]]) -> tuple[Tensor, Tensor]:
    """Pieces of all names, and where each begins."""
    lengths = torch.tensor([len(name) for name in names])
    return torch.tensor([piece for name in names for piece in name]), lengths.cumsum(0) - lengths


def literal_characters(states: CharacterStates, name: list[int]) -> Tensor:
    """The greatest answer of each filter to a window that begins at a character; what lies behind a name is 0."""
    found = []
    for convolution in states.filters:
        assert isinstance(convolution, nn.Conv1d)
        assert convolution.bias is not None
        width = convolution.kernel_size[0]
        rows = [states.characters.weight[character] for character in name]
        rows += [torch.zeros_like(rows[0])] * (width - 1)
        answers = []
        for start in range(len(name)):
            products = [convolution.weight[:, :, i] @ rows[start + i] for i in range(width)]
            answers.append(torch.tanh(torch.stack(products).sum(dim=0) + convolution.bias))
        found.append(torch.stack(answers).amax(dim=0))
    state: Tensor = states.output(torch.cat(found))
    return state


def test_characters_are_read_by_filters_of_several_widths() -> None:
    torch.manual_seed(0)
    states = CharacterStates(5, 6).double()
    expected = torch.stack([literal_characters(states, name) for name in NAMES])
    torch.testing.assert_close(states(*flat(NAMES)), expected)
    assert torch.equal(expected[0], expected[2])


def test_order_matters_to_characters_alone() -> None:
    torch.manual_seed(0)
    turned = [name[::-1] for name in NAMES]
    characters, pieces = CharacterStates(5, 6), PieceStates(5, 6, 0.0)
    assert not torch.allclose(characters(*flat(NAMES))[0], characters(*flat(turned))[0])
    torch.testing.assert_close(pieces(*flat(NAMES)), pieces(*flat(turned)))


def test_pieces_are_averaged_and_left_out_in_training_alone() -> None:
    torch.manual_seed(0)
    states = PieceStates(5, 6, 0.5).eval()
    expected = torch.stack([states.weight[name].mean(dim=0) for name in NAMES])
    torch.testing.assert_close(states(*flat(NAMES)), expected)
    states.train()
    drawn = torch.stack([states(*flat(NAMES)) for _ in range(40)])
    single = drawn[:, 1]  # of one piece: there, or nothing
    assert all(torch.equal(state, states.weight[0]) or not state.any() for state in single)
    assert 0 < int(single.any(dim=1).sum()) < 40


def test_a_left_out_piece_gets_no_gradient() -> None:
    states = PieceStates(5, 6, 0.999).train()
    torch.manual_seed(1)
    states(*flat(NAMES)).sum().backward()
    assert states.weight.grad is not None
    assert not states.weight.grad.any()


@pytest.mark.parametrize(
    ("name", "kind"), [("subtokens", PieceStates), ("tokens", PieceStates), ("characters", CharacterStates)]
)
def test_the_configuration_chooses(name: str, kind: type[nn.Module]) -> None:
    states = name_states(TrainingConfig(initial_states=name, hidden_size=6), 5)
    assert type(states) is kind
    assert states(*flat(NAMES)).shape == (5, 6)
