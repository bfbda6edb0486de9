"""The sources of recommendations: what each is called, what it says, and how far others give way to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from typilus.errors import TypilusError

__all__ = [
    "COMPOSITION",
    "CONTROL_FLOW",
    "CORPUS_NAMES",
    "CORRECTION",
    "DEFAULT",
    "DEFINITION",
    "DOCSTRING",
    "FLOW",
    "HANDLER",
    "INFERRED_COMPLETE",
    "INFILL",
    "INHERITED",
    "NAME",
    "PROJECT_NAMES",
    "PROVED",
    "SOURCES",
    "SOURCE_OF",
    "STATIC",
    "TYPE_SPACE",
    "USAGE",
    "VALUE",
    "VARIANT",
    "Source",
    "current_id",
]

_ID = re.compile(r"[a-z][a-z0-9-]*")
# Groups of the ranking's features that are about no source.
_RESERVED = frozenset({"agreement", "code", "head", "nothing", "several", "type"})


@dataclass(frozen=True, slots=True)
class Source:
    """A source of recommendations, as users, the ranking and the audit know it.

    Of a source that is added from outside, only the id, the description and `may_say_none` count.

    Attributes:
        id: Name in JSON and in the names of the ranking's features: small letters, digits and hyphens.
        description: What it says, in one line of Markdown.
        is_evidence: Whether it goes by the symbol's own code or documentation, so that a type it gives is no guess even
            where a class of the project bears the symbol's name.
        is_resemblance: Whether it goes only by names and by other symbols, which is too little to call the annotation
            of a field without a value wrong.
        is_complete: Whether it has all code in view that decides, so that no single operation speaks against it.
        is_derived: Whether it is made of what other sources said, and is no voice of its own.
        is_independent: Whether a ranking may have been learned without it, and then takes it as one from outside.
        may_say_none: Whether it is heard when it says that a symbol is always `None`.
        weight: Power of its probabilities beside a ranking that knows nothing of it: 1 takes it at its word, 0 not at
            all.
        aliases: Former ids, which are still read.

    Raises:
        TypilusError: The id has other characters, or stands for something else in the ranking.
    """

    id: str
    description: str = ""
    is_evidence: bool = False
    is_resemblance: bool = False
    is_complete: bool = False
    is_derived: bool = False
    is_independent: bool = False
    may_say_none: bool = False
    weight: float = 1.0
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if _ID.fullmatch(self.id) is None:
            raise TypilusError(
                f"{self.id!r} cannot be the id of a source: use small letters, digits and hyphens, beginning with a "
                "letter, as in 'language-model'"
            )
        if self.id in _RESERVED:
            raise TypilusError(f"{self.id!r} cannot be the id of a source: the ranking uses it for something else")


PROVED = Source(
    "proved",
    "static inference: all that flows into the symbol is known, and the ranking is sure that people write just that",
    is_evidence=True,
    is_complete=True,
)
INFERRED_COMPLETE = Source(
    "inferred-complete",
    "the same, but some people would write another type: a generator, a container, a `Literal`",
    is_evidence=True,
    is_complete=True,
    aliases=("whole",),
)
STATIC = Source("static", "static inference: what is known to flow into it; more may", is_evidence=True)
INHERITED = Source(
    "inherited", "a base class declares it for what the symbol overrides", is_evidence=True, is_complete=True
)
USAGE = Source("usage", "static inference: what is done with the value asks for it", is_complete=True)
FLOW = Source("flow", "static inference: it follows from what others say of another symbol")
VARIANT = Source(
    "variant",
    "people write it where the inferred type would do: `Sequence` for `list`, `Self`, a base class",
    is_resemblance=True,
    is_complete=True,
)
CONTROL_FLOW = Source(
    "control-flow",
    "the function hands nothing back, so it returns `None`, or always fails: `NoReturn`",
    may_say_none=True,
)
TYPE_SPACE = Source("typespace", "the network's vote among the nearest symbols of known type", is_resemblance=True)
DEFINITION = Source(
    "definition",
    "the network: the symbol lies near this class, by the class's definition alone",
    is_resemblance=True,
)
VALUE = Source("value", "what is assigned to the variable or attribute")
DEFAULT = Source("default", "the parameter's default")
DOCSTRING = Source("docstring", "a docstring in Google's, NumPy's or Sphinx's style", is_evidence=True)
NAME = Source("name", "a visible class with a name like the symbol's", is_resemblance=True)
CORPUS_NAMES = Source(
    "corpus-names", "symbols of the same name in the training corpus", is_resemblance=True, aliases=("look-up",)
)
PROJECT_NAMES = Source(
    "project-names", "symbols of the same name in your project", is_resemblance=True, aliases=("project look-up",)
)
HANDLER = Source(
    "handler",
    "a visible class that the parameter's function is named after: `visit_Call`, `on_click`",
    is_resemblance=True,
    is_independent=True,
)
INFILL = Source(
    "infill",
    "the language model that you named (`--infill`), asked where the others are not sure",
    is_independent=True,
    may_say_none=True,
    # The best of nine for Qwen2.5-Coder 0.5B: of 303 symbols of validation projects 81.8 % are right, without the
    # model 80.9, and as many if it is taken at its word.
    weight=0.2,
)
COMPOSITION = Source(
    "composition",
    "put together from parts that others said: `T | None`, `list[Shop]`",
    is_resemblance=True,
    is_derived=True,
)
CORRECTION = Source(
    "correction",
    "a class that the file cannot name gave way to the nearest that it can",
    is_resemblance=True,
    is_derived=True,
)

SOURCES = (
    PROVED,
    INFERRED_COMPLETE,
    STATIC,
    INHERITED,
    USAGE,
    FLOW,
    VARIANT,
    CONTROL_FLOW,
    TYPE_SPACE,
    DEFINITION,
    VALUE,
    DEFAULT,
    DOCSTRING,
    NAME,
    CORPUS_NAMES,
    PROJECT_NAMES,
    HANDLER,
    INFILL,
    COMPOSITION,
    CORRECTION,
)
"""All sources of this package, in the order in which documentation and schema list them."""
SOURCE_OF = {source.id: source for source in SOURCES}
_CURRENT = {alias: source.id for source in SOURCES for alias in source.aliases}


def current_id(source_id: str) -> str:
    """The id of a source that may be given by a former one."""
    return _CURRENT.get(source_id, source_id)
