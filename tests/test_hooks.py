"""The hooks that `pre-commit` offers to users of this repository, and those that run in it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")


def hooks() -> list[dict[str, str]]:
    """Each hook's keys and values; the file is a plain list of flat mappings."""
    parts = re.split(r"^- ", TEXT, flags=re.MULTILINE)
    assert parts[0] == ""
    pairs = [re.findall(r"^ *(\w+): (.+)$", part, flags=re.MULTILINE) for part in parts[1:]]
    assert sum(map(len, pairs)) == len(TEXT.splitlines()), "a line that is no `key: value`"
    return [dict(each) for each in pairs]


def test_each_hook_runs_a_command_on_python_files() -> None:
    entries = {hook["id"]: hook["entry"] for hook in hooks()}
    assert entries == {
        "typilus-annotate": "typilus annotate --check",
        "typilus-audit": "typilus audit --check",
        "typilus-annotate-write": "typilus annotate --write",
    }
    for hook in hooks():
        assert hook["language"] == "python"
        assert hook["types_or"] == "[python, pyi]"
        assert hook["name"]
        assert hook["description"]


def test_hooks_of_this_repository_need_no_network() -> None:
    pairs = re.findall(
        r"^[ -]*(\w+): (.+)$", (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    values = {key: [value for name, value in pairs if name == key] for key, _ in pairs}
    assert values["repo"] == ["local"]
    assert values["id"] == ["ruff", "ruff-format", "mypy"]
    assert values["language"] == ["system"] * 3
