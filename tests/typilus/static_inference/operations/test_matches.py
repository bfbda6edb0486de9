"""What `re.findall` finds."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("'[a-z]+'", "list[str]"),
        ("'a(b|c)'", "list[str]"),
        ("b'a(?:b)'", "list[bytes]"),
        ("'(a)=(b)'", "list[tuple[str, str]]"),
        ("'(a'", "list?"),
        ("text", "list?"),
    ],
)
def test_the_groups_of_a_pattern_decide(pattern: str, kind: str) -> None:
    assert inferred(f"import re\ndef f(text):\n    return re.findall({pattern}, text)\n")["f()"] == kind


def test_what_is_found_flows_on() -> None:
    source = """
    import re
    def connect(port=None): return port
    def change(text):
        found = re.findall('[a-z]+', text)
        found.extend([None] * (2 - len(found)))
        host, port = found
        connect(port=port)
    """
    assert inferred(source)["connect.port"] == "str | None?"
