"""A real Neovim, set up as docs/editors.md says, against the server."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.editors.installed import ROOT, environment_with_typilus

NVIM = shutil.which("nvim")
SHOP = '''"""🦆"""
import os

s = "🦆"; area = lambda: 0; print(os.sep)
def surface(width, height=2.0): return width * height

def lines_of(path): return path.read_text().split(os.sep)

def count(items: list[int]) -> int:
    """🦆"""
    return "none"
'''


def is_new_enough() -> bool:
    """Neovim has `vim.lsp.config` from 0.11 on."""
    if NVIM is None:
        return False
    version = re.search(r"v(\d+)\.(\d+)", subprocess.run([NVIM, "--version"], capture_output=True, text=True).stdout)
    return version is not None and tuple(map(int, version.groups())) >= (0, 11)


pytestmark = pytest.mark.skipif(not is_new_enough(), reason="there is no Neovim of 0.11 or newer")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a user sees in one session."""
    assert NVIM is not None
    folder = tmp_path_factory.mktemp("neovim")
    project, home = folder / "project", folder / "home"
    commands = environment_with_typilus(folder / "environment").parent
    for made in (project, home / "nvim"):
        made.mkdir(parents=True)
    (project / "pyproject.toml").write_text("")
    (project / "shop.py").write_text(SHOP)
    (home / "nvim" / "init.lua").write_text(documented_settings())
    environment = {
        **os.environ,
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
        "OMP_NUM_THREADS": "1",
        "SEEN": str(folder / "seen.json"),
        **{
            name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
        },
    }
    script = Path(__file__).with_name("neovim.lua")
    arguments = [NVIM, "--headless", "-i", "NONE", "-n", "shop.py", "-c", f"luafile {script}"]
    ended = subprocess.run(arguments, cwd=project, env=environment, capture_output=True, text=True, timeout=120)
    result: dict[str, Any] = json.loads((folder / "seen.json").read_text())
    assert "error" not in result, f"{result}\n{ended.stderr}"
    return result


def documented_settings() -> str:
    """The settings that the manual gives, from 0.8 on; here from 0.6 on, so that there is more to see."""
    (settings,) = re.findall(r"```lua\n(.*?)```", (ROOT / "docs" / "editors.md").read_text(), re.DOTALL)
    assert "minConfidence = 0.8" in settings
    return str(settings).replace("0.8", "0.6")


def test_hints_are_on_the_screen(seen: dict[str, Any]) -> None:
    assert Path(seen["root"]).name == "project"
    labels = [label for _, _, label in seen["hints"]]
    assert " -> float" in labels
    shown = [line.strip() for line in seen["screen"]]  # beside the column of signs
    assert "def surface(width, height: float=2.0) -> float: return width * height" in shown


def test_a_hover_explains(seen: dict[str, Any]) -> None:
    assert any("surface.height" in line and "(parameter)" in line for line in seen["hover"])


def test_a_finding_is_shown_at_its_name(seen: dict[str, Any]) -> None:
    finding = seen["finding"]
    assert (finding["lnum"], finding["col"], finding["source"]) == (8, 4, "typilus")


def test_actions_change_the_buffer_as_they_say(seen: dict[str, Any]) -> None:
    annotated = SHOP.replace("height=2.0", "height: float = 2.0").rstrip("\n")
    assert seen["annotated"] == annotated
    assert "from pathlib import Path" in seen["imported"]
    assert re.search(r"def lines_of\(path: \"?Path\"?\)", seen["imported"])
    assert seen["fixed"] == seen["imported"].replace("-> int:", "-> str:")
    assert ") -> float: return width" in seen["all"]
    ast.parse(seen["all"])


def test_hints_come_where_somebody_types(seen: dict[str, Any]) -> None:
    assert [label for line, _, label in seen["typed"] if line == seen["last"] - 1] == [": float", " -> float"]
