from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from graph_extraction import Symbol, SymbolKind
from typilus.interfaces.lsp.hover_text import hover_text, place_hover_text
from typilus.prediction import PlaceType, SymbolExplanation, TypeCandidate, TypePrediction
from typilus.prediction.explaining import CandidateExplanation
from typilus.recommenders import Recommendation
from typilus.typespace import Neighbor, TypeMarker

SYMBOL = Symbol(0, SymbolKind.PARAMETER, "Shop.add", "__price__", 3, 5)
NEAR = Neighbor(TypeMarker("int", path="/shop/a_b.py", line=7, name="cost"), 0.5)
BEST = TypeCandidate("int", "int", 0.93, "typespace", evidence=(NEAR,), reasons=("a * b is int",))
LITERAL = TypeCandidate("Literal['`']", "Literal['`']", 0.05, "value")
RARE = TypeCandidate("bytes", "bytes", 0.001, "value")


def explained() -> SymbolExplanation:
    prediction = TypePrediction(SYMBOL, None, None, (BEST, LITERAL, RARE))
    candidates = tuple(CandidateExplanation(one, ((one.source, one.probability),), ()) for one in prediction.candidates)
    return SymbolExplanation(prediction, candidates, ((Recommendation("str", 0.4, "names"), "*no* operation"),))


def test_it_says_types_sources_reasons_neighbors_and_rejections() -> None:
    text = hover_text(explained(), "/shop")
    assert "`int` 93 %: typespace 93 %" in text
    assert "like `cost` in a_b.py:7" in text
    assert "not `str`: \\*no\\* operation" in text


def test_names_and_reasons_are_no_markup() -> None:
    text = hover_text(explained())
    assert "**Shop.add.\\_\\_price\\_\\_**" in text
    assert "a \\* b is int" in text
    assert "`` Literal['`'] ``" in text


@given(st.text('a1 _*`[]()<>#+-.!|~&:\\{}"=/🦆\n', max_size=20))
@settings(deadline=None)
def test_any_text_is_shown_as_it_is(name: str) -> None:
    there = PlaceType("shop.py", 3, 1, 3, 6, name, "int", "int", True, (name, f"{name}.__init__ of a_b(c) [d](e) <f>"))
    shown: list[str] = []
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(place_hover_text(there)):
        for part in token.children or ():
            assert part.type in ("text", "text_special", "code_inline")
        if token.type == "inline":
            shown.append("".join(part.content for part in token.children or ()))
    texts = [" ".join(text.split()) for text in there.reasons]
    assert [" ".join(text.split()) for text in shown[1:]] == [text for text in texts if text]


def test_what_is_hardly_probable_is_left_out() -> None:
    assert "bytes" not in hover_text(explained())


def test_a_symbol_without_types_says_why() -> None:
    prediction = TypePrediction(SYMBOL, None, "a receiver", ())
    assert "a receiver" in hover_text(SymbolExplanation(prediction, (), ()))


def test_an_occurrence_says_its_type_and_from_what_it_follows() -> None:
    there = PlaceType("shop.py", 3, 1, 3, 6, "price", "int", "int", False, ("line 1: a * b is int",))
    assert place_hover_text(there) == "`price`: `int` or more\n\n- line 1: a \\* b is int"
