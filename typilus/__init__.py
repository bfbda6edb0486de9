"""Ranked type annotations for Python.

>>> import typilus
>>> print(typilus.predict("shop.py"))

Importing this package costs next to nothing: everything is loaded when it is first used.
"""

from importlib import import_module

from typilus.version import VERSION

# As type checkers know it. With `python -m typilus` an import here could be of the current folder's `typing.py`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typilus.annotating import AnnotatedFile
    from typilus.api import (
        annotate,
        annotate_paths,
        annotate_projects,
        annotate_source,
        audit,
        audit_paths,
        audit_source,
        explain,
        explain_source,
        load,
        predict,
        predict_paths,
        predict_source,
    )
    from typilus.auditing import FileAudit
    from typilus.errors import (
        CheckerError,
        CheckpointError,
        CorpusError,
        InfillError,
        RewriteError,
        SourceError,
        TypeExpressionError,
        TypilusError,
    )
    from typilus.explorer import explore
    from typilus.listening import Listener
    from typilus.network_explaining import NetworkExplanation, explain_network
    from typilus.occurrence_types import type_at, type_at_source, type_dependencies
    from typilus.options import AnnotateOptions, AuditOptions, ExplainOptions, PredictOptions, ReportOptions
    from typilus.prediction import (
        FilePrediction,
        PlaceType,
        Predictor,
        SymbolExplanation,
        TypeCandidate,
        TypePrediction,
    )
    from typilus.reporting import TypeReport
    from typilus.result_rows import to_dataframe, to_rows
    from typilus.rewriting import TextEdit
    from typilus.runs import report
    from typilus.static_inference import TypeDependencies
    from typilus.weaving import WovenFile, weave, weave_source

__all__ = [
    "AnnotateOptions",
    "AnnotatedFile",
    "AuditOptions",
    "CheckerError",
    "CheckpointError",
    "CorpusError",
    "ExplainOptions",
    "FileAudit",
    "FilePrediction",
    "InfillError",
    "Listener",
    "NetworkExplanation",
    "PlaceType",
    "PredictOptions",
    "Predictor",
    "ReportOptions",
    "RewriteError",
    "SourceError",
    "SymbolExplanation",
    "TextEdit",
    "TypeCandidate",
    "TypeDependencies",
    "TypeExpressionError",
    "TypePrediction",
    "TypeReport",
    "TypilusError",
    "WovenFile",
    "annotate",
    "annotate_paths",
    "annotate_projects",
    "annotate_source",
    "audit",
    "audit_paths",
    "audit_source",
    "explain",
    "explain_network",
    "explain_source",
    "explore",
    "load",
    "predict",
    "predict_paths",
    "predict_source",
    "report",
    "to_dataframe",
    "to_rows",
    "type_at",
    "type_at_source",
    "type_dependencies",
    "weave",
    "weave_source",
]

__version__ = VERSION

_HOMES = {
    "typilus.annotating": ("AnnotatedFile",),
    "typilus.api": (
        "annotate",
        "annotate_paths",
        "annotate_projects",
        "annotate_source",
        "audit",
        "audit_paths",
        "audit_source",
        "explain",
        "explain_source",
        "load",
        "predict",
        "predict_paths",
        "predict_source",
    ),
    "typilus.auditing": ("FileAudit",),
    "typilus.errors": (
        "CheckerError",
        "CheckpointError",
        "CorpusError",
        "InfillError",
        "RewriteError",
        "SourceError",
        "TypeExpressionError",
        "TypilusError",
    ),
    "typilus.explorer": ("explore",),
    "typilus.listening": ("Listener",),
    "typilus.network_explaining": ("NetworkExplanation", "explain_network"),
    "typilus.occurrence_types": ("type_at", "type_at_source", "type_dependencies"),
    "typilus.options": ("AnnotateOptions", "AuditOptions", "ExplainOptions", "PredictOptions", "ReportOptions"),
    "typilus.prediction": (
        "FilePrediction",
        "PlaceType",
        "Predictor",
        "SymbolExplanation",
        "TypeCandidate",
        "TypePrediction",
    ),
    "typilus.reporting": ("TypeReport",),
    "typilus.rewriting": ("TextEdit",),
    "typilus.result_rows": ("to_dataframe", "to_rows"),
    "typilus.runs": ("report",),
    "typilus.static_inference": ("TypeDependencies",),
    "typilus.weaving": ("WovenFile", "weave", "weave_source"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
