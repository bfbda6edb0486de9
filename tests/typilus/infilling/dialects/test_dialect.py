import pytest

from typilus.infilling import HoledText
from typilus.infilling.dialects import DIALECTS


@pytest.mark.parametrize("name", DIALECTS)
def test_what_all_dialects_have_in_common(name: str) -> None:
    dialect = DIALECTS[name]
    assert dialect.name == name
    question = dialect.ask(HoledText(("first", *["between"] * (dialect.holes_at_once - 1), "last")))
    whole = question.prompt + (question.suffix or "")
    assert whole.count("between") == dialect.holes_at_once - 1
    assert "first" in whole
    assert "last" in whole
    # Asked of the same text, it says the same.
    assert dialect.ask(HoledText(("a", "b"))) == dialect.ask(HoledText(("a", "b")))
