"""Arguments of tests: the values of their cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.static_inference.inferring import inferred
from typilus.static_inference.frameworks.pytest_functions import MAX_CASES


def parameters(source: str, folder: Path, module: str = "test_shop") -> dict[str, str]:
    types = inferred(f"import pytest\n{source}", folder, module)
    return {name.rpartition(".")[2]: kind for name, kind in types.items() if not name.endswith(("()", "self"))}


@pytest.mark.parametrize(
    ("decorator", "expected"),
    [
        ("@pytest.mark.parametrize('a', [1, 2])", {"a": "int"}),
        ("@pytest.mark.parametrize('a', (1, None))", {"a": "int | None"}),
        ("@pytest.mark.parametrize('a, b', [(1, 'x'), (2, 'y')])", {"a": "int", "b": "str"}),
        (
            "@pytest.mark.parametrize(['a', 'b'], [[1, 'x'], pytest.param(2, b'y', id='z')])",
            {"a": "int", "b": "bytes | str"},
        ),
        (
            "@pytest.mark.parametrize(argnames=('a', 'b'), argvalues=[(1, (2, 3.5))])",
            {"a": "int", "b": "tuple[int, float]"},
        ),
        ("@pytest.mark.parametrize('a', [1])\n@pytest.mark.parametrize('b', ['x'])", {"a": "int", "b": "str"}),
        ("@pytest.mark.parametrize('a', range(3))", {"a": "int"}),
        ("@pytest.mark.parametrize('a', CASES)", {"a": "str"}),
        ("@pytest.mark.parametrize('a', [*CASES, 3])", {"a": "int | str"}),
        ("@pytest.mark.parametrize('a, b', PAIRS.items())", {"a": "str", "b": "int"}),
        ("@pytest.mark.parametrize('a, b', [PAIR, PAIR])", {"a": "int", "b": "str"}),
        ("@pytest.mark.parametrize('a', [1], indirect=True)", {}),
        ("@pytest.mark.parametrize(NAMES, [1])", {}),
        ("@pytest.mark.parametrize('a')", {}),
    ],
)
def test_cases(decorator: str, expected: dict[str, str], tmp_path: Path) -> None:
    start = "CASES = ['x', 'y']\nPAIRS = {'x': 1}\nPAIR = 1, 'x'\n"
    types = parameters(f"{start}{decorator}\ndef test_it(a, b): ...\n", tmp_path)
    assert {name: types[name] for name in ("a", "b") if name in types} == expected


def test_cases_of_a_class_are_those_of_its_tests(tmp_path: Path) -> None:
    source = "@pytest.mark.parametrize('a', [1.5])\nclass TestShop:\n    def test_it(self, a): ...\n"
    assert parameters(source, tmp_path) == {"a": "float"}


def test_of_many_cases_some_are_looked_at_and_of_literals_one_of_a_type(tmp_path: Path) -> None:
    literals = ", ".join(["1"] * MAX_CASES + ["'x'"] * MAX_CASES)
    assert parameters(f"@pytest.mark.parametrize('a', [{literals}])\ndef test_it(a): ...\n", tmp_path) == {
        "a": "int | str"
    }
    values = ", ".join(["make(1)"] * (MAX_CASES + 1))
    source = f"def make(x): return [x, 'x']\n@pytest.mark.parametrize('a', [{values}])\ndef test_it(a): ...\n"
    assert parameters(source, tmp_path)["a"].endswith("?")


@pytest.mark.parametrize(
    ("module", "name"), [("shop", "test_it"), ("test_shop", "helper"), ("test_shop", "TestShop.helper")]
)
def test_what_is_no_test_is_called_by_the_code_alone(module: str, name: str, tmp_path: Path) -> None:
    owner, _, function = name.rpartition(".")
    source = f"class {owner}:\n    def {function}(self, tmp_path): ...\n" if owner else f"def {name}(tmp_path): ...\n"
    assert parameters(source, tmp_path, module) == {}


def test_a_test_that_is_called_by_others_is_still_open_to_them(tmp_path: Path) -> None:
    source = "@pytest.mark.parametrize('a', [1])\ndef test_it(a): ...\n\ndef run(): test_it('x')\n"
    assert parameters(source, tmp_path) == {"a": "int | str"}


def test_the_parameters_of_a_fixture_are_what_its_request_has(tmp_path: Path) -> None:
    source = "@pytest.fixture(params=[1, pytest.param('x')])\ndef size(request):\n    return request.param\n"
    types = inferred(f"import pytest\n{source}\ndef test_it(size): ...\n", tmp_path, "test_shop")
    assert types == {
        "size()": "int | str",
        "size.request": "pytest.FixtureRequest",
        "test_it.size": "int | str",
    }


def test_hooks_know_their_arguments_by_names(tmp_path: Path) -> None:
    source = "def pytest_collection_modifyitems(config, items, other): ...\ndef collect(config): ...\n"
    assert parameters(source, tmp_path, "conftest") == {"config": "pytest.Config", "items": "list[pytest.Item]"}
