from __future__ import annotations

from pathlib import Path

import pytest

from typilus.interfaces.serve import METHODS, RequestError, Session, SessionMaker
from typilus.options import ServeOptions

SOURCE = "from stock import Basket\n\n\ndef price(basket, discount=0.5):\n    return basket.total() * discount\n"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    project = tmp_path_factory.mktemp("shop")
    (project / "stock.py").write_text(
        "class Basket:\n    def total(self) -> float: ...\n\n\ndef empty(basket: Basket) -> None: ...\n"
    )
    return SessionMaker(ServeOptions(project=str(project), checker="none"))()


def test_a_text_is_predicted_as_a_file_of_the_project(session: Session) -> None:
    answer = session(("predict", {"source": SOURCE, "path": "pricing.py", "top": 1}))
    assert answer["path"] == "pricing.py"
    best = {symbol["name"]: symbol["candidates"][0]["type"] for symbol in answer["symbols"] if symbol["candidates"]}
    assert best == {"basket": "stock.Basket", "discount": "float", "price": "float"}


def test_a_text_is_annotated_and_nothing_is_written(session: Session, tmp_path: Path) -> None:
    source = "def price(amount=1.0):\n    return f'{amount}'\n\n\nprice(2.5)\n"
    answer = session(("annotate", {"source": source, "path": "prices.py"}))
    assert "def price(amount: float = 1.0) -> str:" in answer["text"]
    assert answer["diff"].startswith("---")


def test_audit_and_explain_answer_about_texts(session: Session) -> None:
    written = "def count(items: str) -> int:\n    return len(items)\n"
    assert session(("audit", {"source": written}))["path"] == "<request>"
    explained = session(("explain", {"source": written, "line": 1}))
    assert {symbol["name"] for symbol in explained} == {"count", "items"}


def test_a_stub_has_signatures_alone(session: Session) -> None:
    answer = session(("stub", {"source": "def half(size: float) -> float:\n    return size / 2\n"}))
    assert answer == {"text": "def half(size: float) -> float:\n    ...\n"}


def test_a_project_is_read_anew_when_asked(session: Session, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def f(x: int) -> None: ...\n")
    changing = SessionMaker(ServeOptions(project=str(tmp_path)))()
    before = changing(("reload", {}))["markers"]
    (tmp_path / "b.py").write_text("def g(y: str) -> None: ...\n")
    assert changing(("reload", {}))["markers"] > before > 0


def test_an_unknown_method_is_refused(session: Session) -> None:
    with pytest.raises(RequestError, match="no method 'shutdown'"):
        session(("shutdown", {}))


def test_types_of_another_version_are_woven_in(session: Session) -> None:
    donor = "def half(size: float) -> float: ...\n"
    answer = session(("weave", {"donor": donor, "source": "def half(size):\n    return size / 2\n"}))
    assert answer == {"text": "def half(size: float) -> float:\n    return size / 2\n", "changed": True}


def test_completing_needs_a_model(session: Session) -> None:
    with pytest.raises(RequestError, match="--infill"):
        session(("complete", {"prompt": "def f("}))


def test_every_method_is_answered(session: Session) -> None:
    for name in METHODS:
        with pytest.raises(RequestError, match="no parameter is called 'unknown'"):
            session((name, {"unknown": 1}))
    assert session._answers.keys() == METHODS.keys()
