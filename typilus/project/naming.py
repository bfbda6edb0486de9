"""The likeness of two names, by the words in them."""

from __future__ import annotations

from functools import lru_cache

from graph_extraction import split_identifier

__all__ = ["MIN_PREFIX_LENGTH", "likeness", "singular", "words_of"]

# A word that begins another one (`ctx` does not begin `context`, `req` begins `request`) is nearly that word.
_PREFIX = 0.7
# Names that are alike at all have words that begin alike: with these many characters, or with all if they are fewer.
MIN_PREFIX_LENGTH = 3
# The last word of a name says what a thing is: a `user_config` is a config.
_LAST = 2.0
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", ""))


@lru_cache(maxsize=1 << 16)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that are no numbers."""
    return tuple(word for word in split_identifier(name) if not word.isdigit())


@lru_cache(maxsize=1 << 16)
def likeness(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """Return the share of common words of two names, 0 to 1, with double weight for last words (Dice's coefficient)."""
    if not first or not second:
        return 0.0
    shared = sum(_weight(first, index) * _best(word, second) for index, word in enumerate(first))
    shared += sum(_weight(second, index) * _best(word, first) for index, word in enumerate(second))
    return shared / (len(first) + len(second) + 2 * (_LAST - 1))


@lru_cache(maxsize=1 << 12)
def singular(name: str) -> str | None:
    """Return `shop` for `shop_list` and `shops`, None for a name that is no plural."""
    for ending in ("_list", "_set", "_map", "_dict"):
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    if name.endswith(("ss", "us", "is")):
        return None
    for plural, one in _ENDINGS:
        if name.endswith(plural) and len(name) > len(plural) + 1:
            return name.removesuffix(plural) + one
    return None


def _weight(words: tuple[str, ...], index: int) -> float:
    return _LAST if index == len(words) - 1 else 1.0


def _best(word: str, words: tuple[str, ...]) -> float:
    """Return the likeness of the most similar word."""
    if word in words:
        return 1.0
    for other in words:
        short, long = sorted((word, other), key=len)
        if len(short) >= MIN_PREFIX_LENGTH and long.startswith(short):
            return _PREFIX
    return 0.0
