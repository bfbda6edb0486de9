"""A function that says that it answers, and does not."""

import json
from pathlib import Path


def save_settings(path: Path, settings: dict[str, str]) -> bool:  # wrong: return None
    text = json.dumps(settings, indent=2)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def load_settings(path: Path) -> dict[str, str]:
    settings: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return settings
