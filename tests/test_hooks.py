"""The hooks that `pre-commit` offers to users of this repository."""

from __future__ import annotations

import re
from pathlib import Path

TEXT = (Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")


def hooks() -> list[dict[str, str]]:
    """Each hook's keys and values; the file is a plain list of flat mappings."""
    parts = re.split(r"^- ", TEXT, flags=re.MULTILINE)
    assert parts[0] == ""
    pairs = [re.findall(r"^ *(\w+): (.+)$", part, flags=re.MULTILINE) for part in parts[1:]]
    assert sum(map(len, pairs)) == len(TEXT.splitlines()), "a line that is no `key: value`"
    return [dict(each) for each in pairs]


def test_each_hook_checks_python_files_with_a_command() -> None:
    assert [hook["id"] for hook in hooks()] == ["typilus-annotate", "typilus-audit"]
    for hook, command in zip(hooks(), ("annotate", "audit"), strict=True):
        assert hook["entry"] == f"typilus {command} --check"
        assert hook["language"] == "python"
        assert hook["types_or"] == "[python, pyi]"
        assert hook["name"]
        assert hook["description"]
