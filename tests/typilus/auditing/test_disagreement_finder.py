"""Which predictions become findings."""

from __future__ import annotations

import ast
from dataclasses import replace

from graph_extraction.graph import Symbol, SymbolKind
from typilus.annotation_types import FileNames
from typilus.auditing.disagreement import Disagreement
from typilus.auditing.disagreement_finder import DisagreementFinder
from typilus.auditing.file_audit import Finding
from typilus.prediction.file_prediction import FilePrediction, TypeCandidate, TypePrediction
from typilus.project.reexports import ReExports
from typilus.semantics import SemanticIndex
from typilus.typespace import Neighbor, TypeMarker

CLASSES: dict[str, tuple[str, ...]] = {"store.Shelf": (), "shop.Box": (), "shop.old.Box": ()}
NAMES = FileNames(imports={"Box": "shop.old.Box"})


def candidate(kind: str, probability: float, markers: int, source: str = "typespace") -> TypeCandidate:
    # Symbols of one name in one file have one voice.
    evidence = tuple(
        Neighbor(TypeMarker(kind, "", "box.py", line, f"width{line}"), 0.1 * line) for line in range(markers)
    )
    return TypeCandidate(kind, kind, probability, source, evidence=evidence)


def findings(
    written: str,
    *candidates: TypeCandidate,
    min_confidence: float = 0.9,
    all_kinds: bool = False,
    text: str = "",
    misuse: str | None = None,
    kind: SymbolKind = SymbolKind.PARAMETER,
) -> list[Finding]:
    symbol = Symbol(0, kind, "area", "width", 2, 9, written)
    prediction = FilePrediction("box.py", None, (TypePrediction(symbol, written, None, candidates, misuse=misuse),))
    return DisagreementFinder(CLASSES, ReExports([]), min_confidence, all_kinds).findings(
        prediction, SemanticIndex(ast.parse(text)), NAMES
    )


def test_a_clear_majority_of_another_type_is_a_finding() -> None:
    (finding,) = findings("float", candidate("int", 0.95, 12), candidate("float", 0.05, 1))
    assert (finding.existing, finding.suggestion.type, finding.kind) == ("float", "int", Disagreement.DIFFERENT)
    assert (finding.confidence, finding.support, finding.voters) == (0.95, 0.05, 12)
    assert [neighbor.marker.line for neighbor in finding.suggestion.evidence] == [0, 1, 2]
    assert finding.qualified_name == "area.width"


def test_what_agrees_with_the_annotation_counts_against_a_finding() -> None:
    assert findings("float", candidate("int", 0.95, 8), candidate("float | None", 0.05, 1))
    assert not findings("float", candidate("int", 0.95, 8), candidate("float | None", 0.05, 2))


def test_what_follows_from_the_code_needs_no_similar_symbols() -> None:
    (finding,) = findings("float", candidate("str", 0.95, 0, "proved"))
    assert (finding.voters, finding.suggestion.evidence) == (0, ())


def test_what_an_operation_does_not_take_is_out_whoever_votes_for_it() -> None:
    missing = "str has no items (line 3)"
    candidates = candidate("str", 0.2, 12), candidate("dict[str, int]", 0.6, 0), candidate("int", 0.2, 0)
    assert not findings("str", *candidates)
    (finding,) = findings("str", *candidates, misuse=missing)
    assert (finding.suggestion.type, finding.suggestion.reasons) == ("dict[str, int]", (missing,))
    assert finding.confidence == 0.6 / (0.6 + 0.2)
    assert not findings("str", candidate("str", 0.3, 12), candidate("dict[str, int]", 0.4, 0), misuse=missing)
    assert not findings("str", candidate("str", 0.9, 12), misuse=missing)


def test_confidence() -> None:
    assert not findings("float", candidate("int", 0.95, 12), min_confidence=0.96)


def test_lesser_kinds_are_shown_when_asked_for() -> None:
    wider = candidate("str | None", 0.95, 12)
    assert not findings("str", wider)
    (finding,) = findings("str", wider, candidate("str", 0.05, 1), all_kinds=True)
    assert finding.kind is Disagreement.WIDER
    assert finding.support == 0.05


def test_what_no_type_can_be_told_of() -> None:
    assert not findings("Any", candidate("int", 1.0, 50))
    assert not findings("1 + 1", candidate("int", 1.0, 50))
    assert not findings("float", candidate("None", 0.99, 50, "control-flow"))


def test_types_of_one_name_are_not_told_apart() -> None:
    assert not findings("Box", candidate("shop.Box", 1.0, 50))
    assert findings("Box", candidate("list[shop.Box]", 1.0, 50))


def test_the_most_confident_come_first() -> None:
    symbols = [
        TypePrediction(
            Symbol(0, SymbolKind.PARAMETER, "area", name, 1, 9, "float"), "float", None, (candidate("int", chance, 9),)
        )
        for name, chance in (("low", 0.96), ("high", 0.99))
    ]
    found = DisagreementFinder(CLASSES, ReExports([])).findings(
        FilePrediction("box.py", None, tuple(symbols)), SemanticIndex(ast.parse("")), NAMES
    )
    assert [finding.symbol.name for finding in found] == ["high", "low"]


def test_overloads_are_left_alone() -> None:
    text = "{}\ndef area(width: float) -> float: ...\n"
    assert findings("float", candidate("int", 1.0, 50), text=text.format("@cache"))
    assert not findings("float", candidate("int", 1.0, 50), text=text.format("@typing.overload"))


def test_of_what_other_packages_define_little_is_known() -> None:
    assert findings("int", candidate("torch.Tensor", 1.0, 50))
    assert not findings("int", candidate("httpx._types.HeaderTypes", 1.0, 50)), "may be an alias"
    assert not findings("torch.Tensor", candidate("torch.LongTensor", 1.0, 50)), "may inherit from it"
    assert not findings("rich.text.TextType | None", candidate("str | None", 1.0, 50)), "may be an alias"
    assert not findings("textual.reactive.reactive[bool]", candidate("bool", 1.0, 50)), "may be a descriptor"
    assert findings("datetime.date", candidate("datetime.time", 1.0, 50))


def test_neighbors_alone_do_not_tell_what_is_stored() -> None:
    by_names, by_value = (
        replace(candidate("str", 1.0, 50), sources=("typespace", source)) for source in ("name", "value")
    )
    assert not findings("list[str]", by_names, kind=SymbolKind.VARIABLE)
    assert findings("list[str]", by_value, kind=SymbolKind.VARIABLE)
    assert findings("list[str]", by_names, kind=SymbolKind.PARAMETER)


def test_aliases_of_the_project_are_not_judged() -> None:
    assert findings("int", candidate("store.Shelf", 1.0, 50))
    assert not findings("int", candidate("store.Size", 1.0, 50))
    assert not findings("int", candidate("list[store.Size]", 1.0, 50))
