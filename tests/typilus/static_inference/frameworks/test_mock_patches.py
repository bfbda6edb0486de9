"""Mocks that decorators hand to tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.static_inference.inferring import inferred

MOCK = "unittest.mock.MagicMock"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("@patch('a.b')\ndef test_it(one): ...\n", {"test_it.one": MOCK}),
        # The lowest decorator is applied first.
        (
            "@mock.patch('a.b', new_callable=AsyncMock)\n@mock.patch.object(Shop, 'sell')\n"
            "def test_it(one, two): ...\n",
            {"test_it.one": MOCK, "test_it.two": "unittest.mock.AsyncMock"},
        ),
        # What is replaced by something known is not handed over.
        ("@patch('a.b', 3)\n@patch('a.c', new=4)\n@patch.dict('a.d', {})\ndef test_it(one): ...\n", {}),
        ("@patch.object(Shop, 'sell', 3)\ndef test_it(one): ...\n", {}),
        (
            "@patch('a.b')\nclass TestShop:\n    @patch('a.c', new_callable=PropertyMock)\n"
            "    def test_it(self, one, two): ...\n    def helper(self, one): ...\n",
            {"TestShop.test_it.one": "unittest.mock.PropertyMock", "TestShop.test_it.two": MOCK},
        ),
        ("@patch('a.b', new_callable=make)\ndef test_it(one): ...\n", {}),
        ("@patch('a.b', **options)\ndef test_it(one): ...\n", {}),
        ("@dispatch('a.b')\ndef test_it(one): ...\n", {}),
        ("@router.patch('/a')\ndef update(one): ...\n", {}),
        ("@unittest.mock.patch('a.b')\ndef test_it(one): ...\n", {"test_it.one": MOCK}),
    ],
)
def test_mocks(source: str, expected: dict[str, str], tmp_path: Path) -> None:
    types = inferred(source, tmp_path, "test_shop")
    assert {name: types[name] for name in types if not name.endswith(("()", "self"))} == expected
