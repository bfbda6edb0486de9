"""Requests that Django hands to views."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred

REQUEST = "django.http.HttpRequest?"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from django.shortcuts import render\ndef view(request, key): ...\n", {"view.request": REQUEST}),
        ("import django\nclass A(View):\n    def get(self, request): ...\n", {"A.get.request": REQUEST}),
        ("import django\ndef view(key, request): ...\n", {}),
        ("import flask\ndef view(request): ...\n", {}),
        ("import django\ndef view(*request): ...\n", {}),
        (
            "from rest_framework.views import APIView\nclass A(APIView):\n    def get(self, request): ...\n",
            {"A.get.request": "rest_framework.request.Request?"},
        ),
    ],
)
def test_requests(source: str, expected: dict[str, str]) -> None:
    types = inferred(source)
    assert {name: text for name, text in types.items() if name.endswith("request")} == expected
