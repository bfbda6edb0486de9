"""Types supposed together: what must fit, by the code."""

from __future__ import annotations

from textwrap import dedent

import pytest

from graph_extraction import extract, parse_source
from typilus.annotation_types import parse_type
from typilus.prediction.file_prediction import TypePrediction
from typilus.static_inference import StaticInference


def fits(source: str, **types: str) -> bool:
    """Whether all constraints hold for the types of symbols. `f__x` is the `x` of `f`, and `f_` its return."""
    read = parse_source(dedent(source), "<string>")
    symbols = extract(read).symbols
    names = [TypePrediction(symbol, None, None, ()).qualified_name for symbol in symbols]
    given = {name.replace("__", ".").replace("_", "()"): type_ for name, type_ in types.items()}
    assert given.keys() <= set(names), names
    inference = StaticInference()
    inference.infer(read, "", symbols)
    # Something else of each must be supposable, or nothing decides anything.
    supposed = {
        index: [parse_type(given[name]), parse_type("bytes"), parse_type("int")]
        for index, name in enumerate(names)
        if name in given
    }
    suppositions = inference.suppositions("", {index: symbols[index] for index in supposed}, supposed)
    assert suppositions is not None
    ranks = dict.fromkeys(supposed, 0)
    return all(suppositions.holds(constraint, ranks) for constraint in suppositions.constraints)


@pytest.mark.parametrize(
    ("source", "good", "bad"),
    [
        ("def f(x): g(x)\ndef g(y): ...\n", {"f__x": "str", "g__y": "str"}, {"f__x": "str", "g__y": "int"}),
        ("def f(): return h()\ndef k():\n    y = f()\n", {"f_": "str", "k__y": "str"}, {"f_": "str", "k__y": "int"}),
        ("def f(x): return x\n", {"f__x": "str", "f_": "str"}, {"f__x": "str", "f_": "list"}),
        (
            "def f(x):\n    for y in x: g(y)\ndef g(z): ...\n",
            {"f__x": "list[str]", "g__z": "str"},
            {"f__x": "list[str]", "g__z": "int"},
        ),
        ("def f(x): return x[0]\n", {"f__x": "tuple[str, int]", "f_": "str"}, {"f__x": "tuple[str, int]", "f_": "int"}),
        ("def f(x, y): return x * y\n", {"f__x": "int", "f__y": "float"}, {"f__x": "str", "f__y": "float"}),
        (
            "def f(x):\n    y = x[0]\n    g(y)\ndef g(z): ...\n",
            {"f__x": "list", "f__y": "str", "g__z": "str"},
            {"f__x": "list", "f__y": "str", "g__z": "int"},
        ),
    ],
)
def test_constraints(source: str, good: dict[str, str], bad: dict[str, str]) -> None:
    assert fits(source, **good)
    assert not fits(source, **bad)


@pytest.mark.parametrize("key", ["str", "bytes"])
def test_containers_are_indexed_by_what_they_take(key: str) -> None:
    source = "def f(x, y): return x[y]\n"
    assert fits(source, f__x="list[int]", f__y="int")
    assert fits(source, f__x=f"dict[{key}, int]", f__y=key)
    assert not fits(source, f__x="list[int]", f__y=key)


def test_bare_containers_get_what_flows_on_from_them() -> None:
    read = parse_source("def f(x): g(x)\ndef g(y):\n    for z in y: h(z)\ndef h(w): ...\n", "<string>")
    symbols = {symbol.name: index for index, symbol in enumerate(extract(read).symbols)}
    inference = StaticInference()
    inference.infer(read, "", extract(read).symbols)
    types = {"x": ["list[int]", "bytes"], "y": ["list", "set[int]"], "w": ["str", "int"]}
    supposed = {symbols[name]: list(map(parse_type, texts)) for name, texts in types.items()}
    given = {index: extract(read).symbols[index] for index in supposed}
    # Something must be violated, or nothing is looked at: no list flows into a str.
    supposed[symbols["x"]].insert(0, parse_type("str"))
    suppositions = inference.suppositions("", given, supposed)
    assert suppositions is not None
    refined = suppositions.refine()
    assert parse_type("list[str]") in refined[symbols["y"]]
    assert parse_type("list[str]") in refined[symbols["x"]]
    assert suppositions.types[symbols["y"]][0] == parse_type("list")


def test_in_doubt_it_fits() -> None:
    source = "def f(x): g(x)\ndef g(y): ...\n"
    assert fits(source, f__x="str", g__y="str | None")
    assert not fits(source, f__x="str | None", g__y="str")  # no test in between narrows it
    assert fits("def f(x):\n    if x: g(x)\ndef g(y): ...\n", f__x="str | None", g__y="str")
    assert fits(source, f__x="int", g__y="float")
    assert fits(source, f__x="list", g__y="list[int]")
    assert fits(source, f__x="unknown.Thing", g__y="int")
    assert fits(source, f__x="str", g__y="typing.Any")


@pytest.mark.parametrize("free", [("x", "y", "w"), ("x", "w"), ("x",), ()])
def test_symbols_without_a_probability_get_no_other_type(free: tuple[str, ...]) -> None:
    read = parse_source("def f(x): g(x)\ndef g(y):\n    for z in y: h(z)\ndef h(w): ...\n", "<string>")
    symbols = extract(read).symbols
    numbers = {symbol.name: index for index, symbol in enumerate(symbols)}
    inference = StaticInference()
    inference.infer(read, "", symbols)
    texts = {"x": ["str", "list[int]"], "y": ["list"], "w": ["str"]}
    types = {numbers[name]: list(map(parse_type, of_symbol)) for name, of_symbol in texts.items()}
    probabilities = {numbers[name]: 0.5 for name in free}
    suppositions = inference.suppositions("", {index: symbols[index] for index in types}, types, probabilities)
    assert suppositions is not None
    added = suppositions.refine()
    assert added.keys() <= probabilities.keys()
    assert (numbers["y"] in added) == ("y" in free)
    assert bool(suppositions.constraints) == bool(free)
