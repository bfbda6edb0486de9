"""The pictures of the documentation, made anew: `python docs/site/screenshots.py`, with Chromium and `.[docs]`.

They show `shop.py` of docs/sources.md in a terminal, and the standard library's `wsgiref` in the report and in the
explorer. Computing the explorer's two dimensions takes minutes unless the cache has them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import wsgiref
from pathlib import Path

from PIL import Image
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

DOCS = Path(__file__).parent.parent
WIDTH = 1200
COLUMNS = 120
COLORS = 128  # so that a picture takes less than 100 kB
TERMINAL_HEIGHT = 370
PAGE_HEIGHT = 1000
MAP_HEIGHT = 760
SOFTWARE_WEBGL = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader")
_STYLE = "body { margin: 16px; background: #0c0c0c; color: #ccc } pre { font: 15px/1.3 monospace; margin: 0 }"
_EXAMPLE = re.compile(r"```python\n(.*?)```", re.DOTALL)


def main() -> None:
    """Make all pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "example"
        shutil.copytree(Path(wsgiref.__file__).parent, folder / "wsgiref", ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "pyproject.toml").touch()
        example = _EXAMPLE.search((DOCS / "sources.md").read_text(encoding="utf-8"))
        assert example is not None
        (folder / "shop.py").write_text(example[1], encoding="utf-8")
        _terminal(folder / "terminal.html", ("predict", "shop.py", "--top", "2"))
        _typilus(folder, "report", "wsgiref", "-o", "report.html", "--checker", "none")
        _typilus(folder, "typespace", "--project", "wsgiref", "-o", "explorer.html")
        _picture(folder / "terminal.html", TERMINAL_HEIGHT)
        _picture(folder / "report.html", PAGE_HEIGHT, address="#file=wsgiref/headers.py")
        _picture(folder / "explorer.html", MAP_HEIGHT, *SOFTWARE_WEBGL)


def _typilus(folder: Path, *arguments: str) -> str:
    """Run the command in a folder and return what it prints, with colors."""
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS)}
    command = [sys.executable, "-m", "typilus", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout


def _terminal(page: Path, arguments: tuple[str, ...]) -> None:
    """Write a page that looks like a terminal in which the command has run."""
    console = Console(record=True, width=COLUMNS, file=open(os.devnull, "w"))  # noqa: PTH123, SIM115
    console.print(Text(f"$ typilus {' '.join(arguments)}", style="bold"))
    console.print(Text.from_ansi(_typilus(page.parent, *arguments)))
    code = console.export_html(inline_styles=True, code_format="<pre>{code}</pre>", theme=MONOKAI)
    page.write_text(f'<!doctype html><meta charset="utf-8"><style>{_STYLE}</style>{code}', encoding="utf-8")


def _picture(page: Path, height: int, *graphics: str, address: str = "") -> None:
    """Write what a browser shows of a page into docs/, under the page's name."""
    picture = page.with_suffix(".png")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("Chromium is needed, and not installed")
    options = (f"--window-size={WIDTH},{height}", "--hide-scrollbars", "--virtual-time-budget=8000")
    command = [chromium, "--headless", "--no-sandbox", *(graphics or ("--disable-gpu",)), *options]
    subprocess.run([*command, f"--screenshot={picture}", f"{page.as_uri()}{address}"], check=True, capture_output=True)
    with Image.open(picture) as image:
        image.convert("RGB").quantize(COLORS).save(DOCS / picture.name, optimize=True)


if __name__ == "__main__":
    main()
