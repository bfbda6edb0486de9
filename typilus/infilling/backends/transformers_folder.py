"""A folder of weights, run by transformers in this process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph_extraction.intake import is_file, is_folder
from typilus.errors import InfillError
from typilus.infilling.announcing import Announcer
from typilus.infilling.language_model import Generation, GenerationRequest, LanguageModel

if TYPE_CHECKING:
    from torch import Tensor

__all__ = ["TransformersModel", "open_transformers"]

# Where the configuration does not tell it.
_CONTEXT = 2048
_CONTEXT_KEYS = ("max_position_embeddings", "n_positions", "n_ctx")


class TransformersModel(LanguageModel):
    """A causal language model with its tokenizer.

    Args:
        name: Name of the model.
        model: The network, of transformers' `AutoModelForCausalLM`.
        tokenizer: Its tokenizer.
        announcer: Told what goes wrong.
    """

    def __init__(self, name: str, model: Any, tokenizer: Any, announcer: Announcer) -> None:
        self.name = name
        lengths = (getattr(model.config, key, None) for key in _CONTEXT_KEYS)
        self.context = next((length for length in lengths if isinstance(length, int) and length > 0), _CONTEXT)
        added = tokenizer.added_tokens_decoder.values()
        self.special_tokens = frozenset(token.content for token in added if token.special)
        self._model = model
        self._device = model.device
        self._tokenizer = tokenizer
        self._announcer = announcer
        # Its older name is what transformers for Python 3.10 has.
        arguments = signature(model.forward).parameters
        self._cache_key = "cache" if "cache" in arguments else "past_key_values"
        # The logits of a whole prompt would take more memory than the weights.
        self._last_only = {"logits_to_keep": 1} if "logits_to_keep" in arguments else {}
        ends = (tokenizer.eos_token_id, *_listed(model.generation_config.eos_token_id))
        self._ends = frozenset(end for end in ends if end is not None)

    def generate(self, requests: Sequence[GenerationRequest]) -> list[list[Generation]]:
        """See `LanguageModel.generate`."""
        return [self._answer(request) for request in requests]

    def count(self, text: str) -> int:
        """See `LanguageModel.count`."""
        return len(self._encode(text))

    def _encode(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer(text, verbose=False)["input_ids"]
        return ids

    def _decode(self, ids: Sequence[int]) -> str:
        # InCoder's blanks would be cleaned away before punctuation marks.
        text: str = self._tokenizer.decode(ids, skip_special_tokens=False, clean_up_tokenization_spaces=False)
        return text

    def _answer(self, request: GenerationRequest) -> list[Generation]:
        try:
            return self._sample(request)
        except (RuntimeError, IndexError, ValueError, MemoryError) as error:
            self._announcer.announce(
                f"{self.name}: fails on a prompt ({type(error).__name__}); symbols go without its answer"
            )
            return []

    def _sample(self, request: GenerationRequest) -> list[Generation]:
        """Sample token by token, all continuations together. The prompt is read once."""
        import torch

        ids = self._encode(request.prompt)[-max(self.context - request.max_tokens, 1) :]
        generator = torch.Generator().manual_seed(request.seed)
        tokens: list[list[int]] = [[] for _ in range(request.n)]
        values: list[list[float]] = [[] for _ in range(request.n)]
        running = list(range(request.n))
        with torch.inference_mode():
            logits, cache = self._read(torch.tensor([ids]))
            logits = logits.expand(request.n, -1)
            if request.n > 1:
                cache.batch_repeat_interleave(request.n)
            for _ in range(request.max_tokens):
                log_probabilities = logits.log_softmax(dim=-1)
                sampled = _sample_tokens(logits, request.temperature, generator)
                for row in running:
                    token = int(sampled[row])
                    tokens[row].append(token)
                    values[row].append(float(log_probabilities[row, token]))
                running = [row for row in running if not self._is_over(tokens[row], request.stop)]
                if not running:
                    break
                logits, cache = self._read(sampled[:, None], cache)
        return [self._generation(*row, request.stop) for row in zip(tokens, values, strict=True)]

    def _read(self, ids: Tensor, cache: Any = None) -> tuple[Tensor, Any]:
        """Return the logits `[N, V]` of what follows tokens `[N, T]`, and the cache with them in it."""
        arguments = {self._cache_key: cache, **self._last_only}
        output = self._model(input_ids=ids.to(self._device), use_cache=True, **arguments)
        return output.logits[:, -1].float().cpu(), output[self._cache_key]

    def _is_over(self, tokens: Sequence[int], stop: Sequence[str]) -> bool:
        if tokens[-1] in self._ends:
            return True
        text = self._decode(tokens)
        return any(end in text for end in stop)

    def _generation(self, tokens: Sequence[int], values: Sequence[float], stop: Sequence[str]) -> Generation:
        """Return tokens as text, up to the first stop. The token that ended it counts in the log-probability."""
        starts = [len(self._decode(tokens[:index])) for index in range(len(tokens))]
        text = self._decode(tokens[:-1] if tokens[-1] in self._ends else tokens)
        stops = [position for position in (text.find(end) for end in stop) if position >= 0]
        text = text[: min(stops, default=len(text))]
        pairs = tuple((min(start, len(text)), value) for start, value in zip(starts, values, strict=True))
        return Generation(text, sum(values), pairs)

    def score(self, prompt: str, continuations: Sequence[str]) -> list[float] | None:
        """See `LanguageModel.score`. The prompt is read once, and all continuations together behind it."""
        try:
            return self._score(prompt, continuations) if continuations else []
        except (RuntimeError, IndexError, ValueError, MemoryError) as error:
            self._announcer.announce(f"{self.name}: cannot score ({type(error).__name__})")
            return None

    def _score(self, prompt: str, continuations: Sequence[str]) -> list[float]:
        import torch

        ids = self._encode(prompt)
        tails = [self._tail(prompt, ids, continuation) for continuation in continuations]
        longest = max(map(len, tails))
        ids = ids[-max(self.context - longest, 1) :]
        with torch.inference_mode():
            first, cache = self._read(torch.tensor([ids]))
            cache.batch_repeat_interleave(len(tails))
            # What is appended to make the tails equally long comes last, and nothing that counts looks at it.
            padded = torch.tensor([tail + [0] * (longest - len(tail)) for tail in tails])
            output = self._model(input_ids=padded.to(self._device), **{self._cache_key: cache})
            rest = output.logits[:, :-1].float().cpu()
            log_probabilities = torch.cat([first.expand(len(tails), 1, -1), rest], dim=1).log_softmax(dim=-1)
            values = log_probabilities.gather(2, padded[:, :, None]).squeeze(2)
        return [float(row[: len(tail)].sum()) for row, tail in zip(values, tails, strict=True)]

    def _tail(self, prompt: str, ids: Sequence[int], continuation: str) -> list[int]:
        """Return the tokens of a continuation as they are behind the prompt."""
        whole = self._encode(prompt + continuation)
        if whole[: len(ids)] == ids and len(whole) > len(ids):
            return whole[len(ids) :]
        alone: list[int] = self._tokenizer(continuation, add_special_tokens=False)["input_ids"]
        return alone

    def close(self) -> None:
        """See `LanguageModel.close`."""
        self._model = None


@contextmanager
def _no_progress_bar() -> Iterator[None]:
    """Have transformers draw nothing while it loads."""
    from transformers.utils import logging

    enabled = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if enabled:
            logging.enable_progress_bar()


def _listed(ids: int | list[int] | None) -> list[int | None]:
    return list(ids) if isinstance(ids, list) else [ids]


def _sample_tokens(logits: Tensor, temperature: float, generator: Any) -> Tensor:
    """Return one token for each row `[N]` of logits `[N, V]`."""
    if temperature <= 0:
        return logits.argmax(dim=-1)
    import torch

    return torch.multinomial((logits / temperature).softmax(dim=-1), 1, generator=generator).squeeze(1)


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def open_transformers(folder: Path, announcer: Announcer) -> TransformersModel:
    """Return the model in a folder as transformers saves it. Nothing is downloaded, unpickled or run from the folder.

    Raises:
        InfillError: There is no such folder, no model of safetensors in it, or transformers is not installed.
    """
    if not is_folder(folder) or not is_file(folder / "config.json"):
        raise InfillError(
            f"{folder}: no folder with a config.json; transformers: needs a model as transformers saves it"
        )
    if not any(folder.glob("*.safetensors")):
        raise InfillError(f"{folder}: has no weights in *.safetensors; other formats can run code and are not loaded")
    try:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer
    except ImportError as error:
        raise InfillError(
            f"transformers: needs {error.name}, which is not installed: pip install 'typilus[infill-transformers]'"
        ) from error
    try:
        with _no_progress_bar():
            tokenizer = AutoTokenizer.from_pretrained(str(folder), local_files_only=True, trust_remote_code=False)
            model = AutoModelForCausalLM.from_pretrained(
                str(folder), local_files_only=True, trust_remote_code=False, use_safetensors=True
            )
    except Exception as error:
        raise InfillError(
            f"{folder}: transformers cannot load it ({type(error).__name__}: {_first_line(error)})"
        ) from error
    network: Any = model.eval()
    if torch.cuda.is_available():
        network = network.to("cuda")
    opened = TransformersModel(folder.resolve().name, network, tokenizer, announcer)
    statuses = [path.stat() for path in sorted(folder.glob("*.safetensors"))]
    opened.fingerprint = " ".join(f"{status.st_size} {status.st_mtime_ns}" for status in statuses)
    return opened
