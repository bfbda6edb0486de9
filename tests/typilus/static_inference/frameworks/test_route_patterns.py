"""Parts of URLs that routes hand to views."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("@app.route('/users/<int:number>/<name>')\ndef view(number, name): ...\n", {"number": "int", "name": "str"}),
        ("@bp.get('/files/<path:where>', strict=True)\nasync def view(where): ...\n", {"where": "str"}),
        ("@app.route('/<uuid:key>')\n@app.route('/<float:key>')\ndef view(key): ...\n", {"key": "float | uuid.UUID"}),
        (
            "@app.route('/<any(a, b):which>/<string(length=2):short>')\ndef view(which, short): ...\n",
            {"which": "str", "short": "str"},
        ),
        ("@app.route('/<shop:shop>')\ndef view(shop): ...\n", {}),
        ("@app.route(PATTERN)\ndef view(shop): ...\n", {}),
        ("@app.task('<int:number>')\ndef view(number): ...\n", {}),
        ("@route('<int:number>')\ndef view(number): ...\n", {}),
        ("@app.route('/<int:page>')\n@app.route('/')\ndef view(page=None): ...\n", {"page": "int | None"}),
    ],
)
def test_parts(source: str, expected: dict[str, str]) -> None:
    types = inferred(source)
    assert {name.removeprefix("view."): kind for name, kind in types.items() if not name.endswith("()")} == expected
