"""An infiller by what a user names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from typilus.errors import InfillError
from typilus.files import EntryCache, cache_folder
from typilus.infilling import backends
from typilus.infilling.announcing import Announcer
from typilus.infilling.completion_cache import BUDGET, CachedModel
from typilus.infilling.dialects import choose_dialect
from typilus.infilling.language_model import LanguageModel
from typilus.infilling.text_infiller import TextInfiller

__all__ = ["InfillerOptions", "open_infiller"]

_KINDS = "http://…, https://…, gguf:FILE, transformers:FOLDER or own:FOLDER"


@dataclass(frozen=True, slots=True)
class InfillerOptions:
    """The terms on which a model is asked.

    Attributes:
        dialect: Name of a dialect, or `auto` for that of the model.
        time_limit: Seconds for one request to a server.
        max_requests: Maximum number of requests to a server, None for any number.
        context: Maximum number of tokens of a prompt and its answer, None for as many as the model takes. With fewer it
            answers sooner.
        cached: Whether answers are kept in the cache folder.
    """

    dialect: str = "auto"
    time_limit: float = 60.0
    max_requests: int | None = None
    context: int | None = None
    cached: bool = True


def open_infiller(
    what: str, options: InfillerOptions = InfillerOptions(), notice: Callable[[str], None] | None = None
) -> TextInfiller:
    """Return an infiller.

    Args:
        what: `http://host:port#model` or `https://host/v1#model`, `gguf:FILE`, `transformers:FOLDER`, or
            `own:FOLDER` of a run of `typilus train infiller`.
        options: The terms on which it is asked.
        notice: Takes sentences for people: what is sent where, what goes wrong later. Without it they are logged.

    Raises:
        InfillError: There is no such model, or what runs it is not installed.
    """
    model = _open_model(what, options, Announcer(notice))
    try:
        dialect = choose_dialect(model, options.dialect)
    except InfillError:
        model.close()
        raise
    if options.context is not None:
        model.context = min(model.context, options.context)
    if options.cached:
        model = CachedModel(model, EntryCache(cache_folder() / "completions", ".json", BUDGET))
    return TextInfiller(model, dialect)


def _open_model(what: str, options: InfillerOptions, announcer: Announcer) -> LanguageModel:
    kind, _, rest = what.partition(":")
    if kind in ("http", "https"):
        terms = backends.EndpointTerms(options.time_limit, options.max_requests, options.dialect)
        return backends.open_endpoint(what, terms, announcer)
    if kind == "gguf" and rest:
        return backends.open_gguf(Path(rest).expanduser(), announcer)
    if kind == "transformers" and rest:
        return backends.open_transformers(Path(rest).expanduser(), announcer)
    if kind == "own" and rest:
        return backends.OwnModel(Path(rest).expanduser())
    raise InfillError(f"{what}: names no model; expected {_KINDS}")
