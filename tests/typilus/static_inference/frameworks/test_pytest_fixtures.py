"""Fixtures that tests ask for by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.static_inference.inferring import inferred

SHOP = "class Shop: ...\nclass Till: ...\n"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def types_of(source: str, folder: Path, module: str = "tests.test_shop") -> dict[str, str]:
    return inferred(source, folder, module)


@pytest.mark.parametrize(
    ("fixture", "expected"),
    [
        ("@pytest.fixture\ndef shop():\n    return Shop()", "shop.Shop"),
        ("@pytest.fixture(scope='session')\ndef shop():\n    yield Shop()", "shop.Shop"),
        ("@fixture(name='shop')\ndef make_shop():\n    return Shop()", "shop.Shop"),
        ("@pytest.fixture\ndef shop() -> Iterator[Shop]:\n    yield build()", "shop.Shop"),
        ("@pytest_asyncio.fixture\nasync def shop():\n    return Shop()", "shop.Shop"),
        ("@pytest_asyncio.fixture\nasync def shop() -> AsyncIterator[Shop]:\n    yield build()", "shop.Shop"),
        (
            "@pytest.fixture\ndef shop(till):\n    return till\n\n@pytest.fixture\ndef till():\n    return Till()",
            "shop.Till",
        ),
        ("@pytest.fixture\ndef shop(shop):\n    return [shop]", "list[shop.Till]"),
        ("def shop():\n    return Shop()", "shop.Till"),
    ],
)
def test_fixtures_of_the_module_and_of_conftest(fixture: str, expected: str, tmp_path: Path) -> None:
    conftest = "import pytest\nfrom shop import Till\n@pytest.fixture\ndef shop():\n    return Till()\n"
    write(tmp_path, shop=SHOP, conftest=conftest)
    start = "from collections.abc import AsyncIterator, Iterator\nimport pytest\nfrom shop import Shop, Till\n"
    assert types_of(f"{start}{fixture}\n\ndef test_it(shop): ...\n", tmp_path)["test_it.shop"] == expected


def test_the_nearest_conftest_comes_first(tmp_path: Path) -> None:
    of = "import pytest\nfrom shop import {0}\n@pytest.fixture\ndef {1}():\n    return {0}()\n"
    write(
        tmp_path,
        shop=SHOP,
        conftest=of.format("Shop", "shop") + of.format("Shop", "far"),
        tests__conftest=of.format("Till", "shop"),
        tests__unit__conftest="",
    )
    types = types_of("def test_it(shop, far, nowhere): ...\n", tmp_path, "tests.unit.test_shop")
    assert (types["test_it.shop"], types["test_it.far"]) == ("shop.Till", "shop.Shop")
    assert "test_it.nowhere" not in types


def test_fixtures_of_a_class_are_those_of_its_tests(tmp_path: Path) -> None:
    source = (
        "import pytest\n\nclass TestShop:\n    @pytest.fixture(autouse=True)\n    def size(self):\n        return 3\n\n"
        "    def test_it(self, size): ...\n\ndef test_other(size): ...\n"
    )
    types = types_of(source, tmp_path)
    assert types["TestShop.test_it.size"] == "int"
    assert "test_other.size" not in types


def test_fixtures_of_plugins_and_imported_ones(tmp_path: Path) -> None:
    write(
        tmp_path,
        plugin="import pytest\n@pytest.fixture\ndef size():\n    return 3\n",
        conftest="pytest_plugins = ['plugin']\n",
        fixtures="import pytest\n@pytest.fixture\ndef name():\n    return 'x'\n",
    )
    types = types_of("from fixtures import name\ndef test_it(size, name): ...\n", tmp_path)
    assert (types["test_it.size"], types["test_it.name"]) == ("int", "str")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tmp_path", "pathlib.Path"),
        ("monkeypatch", "pytest.MonkeyPatch"),
        ("capsys", "pytest.CaptureFixture[str]"),
        ("mocker", "pytest_mock.MockerFixture"),
    ],
)
def test_fixtures_of_pytest(name: str, expected: str, tmp_path: Path) -> None:
    assert types_of(f"async def test_it({name}): ...\n", tmp_path)[f"test_it.{name}"] == expected


def test_an_annotation_stands(tmp_path: Path) -> None:
    source = "def test_it(tmp_path: str):\n    return tmp_path\n"
    assert types_of(source, tmp_path)["test_it()"] == "str"
