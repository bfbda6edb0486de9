"""The dialects, and which of them a model speaks."""

from __future__ import annotations

import re

from typilus.errors import InfillError
from typilus.infilling.dialects.causal_masked import CausalMaskedDialect
from typilus.infilling.dialects.chat import ChatDialect
from typilus.infilling.dialects.dialect import Dialect
from typilus.infilling.dialects.single_hole import SingleHoleDialect
from typilus.infilling.dialects.suffix_field import SuffixFieldDialect
from typilus.infilling.language_model import LanguageModel

__all__ = ["DIALECTS", "SENTINELS", "choose_dialect", "named_dialect"]

_QWEN = "<|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>"
_QWEN_TOKENS = ("<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>")
_STARCODER = "<fim_prefix>{prefix}<fim_suffix>{suffix}<fim_middle>"
_STARCODER_TOKENS = ("<fim_prefix>", "<fim_suffix>", "<fim_middle>")
_DEEPSEEK = "<｜fim▁begin｜>{prefix}<｜fim▁hole｜>{suffix}<｜fim▁end｜>"
_DEEPSEEK_TOKENS = ("<｜fim▁begin｜>", "<｜fim▁hole｜>", "<｜fim▁end｜>")
_CODELLAMA = "<PRE> {prefix} <SUF>{suffix} <MID>"
_CODELLAMA_TOKENS = ("▁<PRE>", "▁<SUF>", "▁<MID>")

# The first whose special tokens a model has is its dialect: CodeGemma has those of Qwen, and one that Qwen lacks.
_SPOKEN: tuple[Dialect, ...] = (
    CausalMaskedDialect("incoder", "<|mask:{}|>", "<|endofmask|>"),
    SingleHoleDialect("codegemma", _QWEN, (*_QWEN_TOKENS, "<|file_separator|>"), "<|file_separator|>", "<eos>"),
    SingleHoleDialect("qwen", _QWEN, _QWEN_TOKENS, "<|endoftext|>", "<|fim_pad|>", "<|file_sep|>", "<|repo_name|>"),
    SingleHoleDialect("starcoder", _STARCODER, _STARCODER_TOKENS, "<|endoftext|>", "<file_sep>", "<fim_pad>"),
    SingleHoleDialect("deepseek", _DEEPSEEK, _DEEPSEEK_TOKENS, "<｜end▁of▁sentence｜>", "<|EOT|>"),
    SingleHoleDialect("codellama", _CODELLAMA, _CODELLAMA_TOKENS, "<EOT>", "<PRE>", "<SUF>", "<MID>"),
    SingleHoleDialect("codestral", "[SUFFIX]{suffix}[PREFIX]{prefix}", ("[SUFFIX]", "[PREFIX]"), "</s>"),
)
_SUFFIX = SuffixFieldDialect()
_CHAT = ChatDialect()

DIALECTS: dict[str, Dialect] = {dialect.name: dialect for dialect in (*_SPOKEN, _SUFFIX, _CHAT)}
"""All dialects by their names."""

SENTINELS: tuple[str, ...] = tuple(dict.fromkeys(token for dialect in _SPOKEN for token in dialect.required))
"""The special tokens by which dialects are told apart."""

_NAMES = {
    "incoder": r"incoder",
    "codegemma": r"codegemma",
    "qwen": r"qwen.*coder",
    "starcoder": r"starcoder|granite.*code|santacoder",
    "deepseek": r"deepseek.*coder",
    "codellama": r"code-?llama",
    "codestral": r"codestral",
}


def named_dialect(model: str) -> Dialect | None:
    """Return the dialect of a model of this name, None if the name tells nothing."""
    names = (name for name, pattern in _NAMES.items() if re.search(pattern, model, re.IGNORECASE))
    return next((DIALECTS[name] for name in names), None)


def choose_dialect(model: LanguageModel, name: str = "auto") -> Dialect:
    """Return the dialect of a model.

    Its special tokens decide where it tells them, then a server that knows the sentinels itself, then the model's name.
    A model that only chats is asked in words.

    Args:
        model: A model.
        name: Name of a dialect, or `auto`.

    Raises:
        InfillError: There is no such dialect, or none can be told.
    """
    if name != "auto":
        if name not in DIALECTS:
            raise InfillError(f"no dialect is called {name!r}; choose one of auto, {', '.join(DIALECTS)}")
        return DIALECTS[name]
    if model.chats:
        return _CHAT
    for dialect in _SPOKEN:
        if model.special_tokens.issuperset(dialect.required):
            return dialect
    if model.takes_suffix:
        return _SUFFIX
    dialect_of_name = named_dialect(model.name)
    if dialect_of_name is not None:
        return dialect_of_name
    raise InfillError(
        f"{model.name}: cannot tell how this model is asked to fill holes; name its dialect ({', '.join(DIALECTS)})"
    )
