"""A byte-level BPE tokenizer whose tokens reach across blanks, but not across lines (InCoder, section 3.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph_extraction.intake import read_text
from typilus.errors import CheckpointError, TypilusError
from typilus.lab.infiller_training.causal_masking import Sentinels

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["END_OF_TEXT", "FILE", "PROJECT", "SENTINELS", "TOKENIZER_FILE", "InfillerTokenizer"]

TOKENIZER_FILE: Final = "tokenizer.json"
END_OF_TEXT: Final = "<|endoftext|>"
FILE: Final = "<|file|>"
PROJECT: Final = "<|project|>"
SENTINELS: Final = 64
_SPECIAL: Final = (
    END_OF_TEXT,
    "<|endofmask|>",
    FILE,
    PROJECT,
    *(f"<|mask:{number}|>" for number in range(SENTINELS)),
)
_MAX_TOKEN_LENGTH = 24
"""Characters of the longest token, so that no place goes to whole lines that a few projects repeat."""


class InfillerTokenizer:
    """Texts to tokens. What looks like a special token in a text is plain text.

    Args:
        tokenizer: Tokenizer of the library `tokenizers`.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.encode_special_tokens = True
        self._tokenizer = tokenizer
        self.end_of_text, end, self.file, self.project, mask = map(self.special, _SPECIAL[:5])
        self.sentinels = Sentinels(mask, SENTINELS, end)

    @classmethod
    def train(cls, texts: Iterable[str], size: int) -> InfillerTokenizer:
        """Learn the merges of a vocabulary of `size` tokens. Equal texts give equal tokenizers.

        Raises:
            TypilusError: The library is not installed.
        """
        library = _library()
        tokenizer = library.Tokenizer(library.models.BPE())
        tokenizer.pre_tokenizer = library.pre_tokenizers.Sequence(
            [
                library.pre_tokenizers.Split("\n", "isolated"),
                library.pre_tokenizers.Digits(individual_digits=True),
                library.pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
            ]
        )
        tokenizer.decoder = library.decoders.ByteLevel()
        trainer = library.trainers.BpeTrainer(
            vocab_size=size,
            special_tokens=list(_SPECIAL),
            initial_alphabet=library.pre_tokenizers.ByteLevel.alphabet(),
            max_token_length=_MAX_TOKEN_LENGTH,
            show_progress=False,
        )
        tokenizer.train_from_iterator(texts, trainer)
        start = (END_OF_TEXT, tokenizer.token_to_id(END_OF_TEXT))
        tokenizer.post_processor = library.processors.TemplateProcessing(
            single=f"{END_OF_TEXT} $A", special_tokens=[start]
        )
        return cls(tokenizer)

    @classmethod
    def load(cls, path: Path) -> InfillerTokenizer:
        """Read `text` back from a file.

        Raises:
            CheckpointError: It is missing or damaged.
            TypilusError: The library is not installed.
        """
        library = _library()
        try:
            return cls(library.Tokenizer.from_str(read_text(path)))
        except Exception as error:  # the library raises nothing more special
            raise CheckpointError(f"{path}: is no tokenizer ({error}); train again in another folder") from error

    @property
    def text(self) -> str:
        """The tokenizer as JSON, in the form that transformers reads."""
        text: str = self._tokenizer.to_str(pretty=False)
        return text

    def __len__(self) -> int:
        return int(self._tokenizer.get_vocab_size())

    def special(self, name: str) -> int:
        """The number of a special token.

        Raises:
            CheckpointError: There is none of this name.
        """
        number = self._tokenizer.token_to_id(name)
        if number is None:
            raise CheckpointError(f"the tokenizer has no token {name}; train it again")
        return int(number)

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """The tokens of each text, without the one that begins a document."""
        return [list(encoding.ids) for encoding in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    def decode(self, tokens: Sequence[int]) -> str:
        """The text of tokens, with the names of special ones."""
        text: str = self._tokenizer.decode(list(tokens), skip_special_tokens=False)
        return text


def _library() -> Any:
    try:
        import tokenizers
    except ImportError as error:
        raise TypilusError("this needs tokenizers, which is not installed: pip install 'typilus[train]'") from error
    return tokenizers
