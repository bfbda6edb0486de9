"""The documentation as a site: it is built without a warning, holds every page, and loads nothing from elsewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
_STYLE_ADDRESS = re.compile(r"url\(\s*['\"]?(https?:)?//|@import")


def built(configuration: Path, site: Path) -> str:
    """What building complains of; "" if it succeeds. (With --quiet, MkDocs would not count its own warnings.)"""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(configuration), "-d", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=configuration.parent)
    assert (result.returncode == 0) == ("WARNING" not in result.stderr), result.stderr
    return result.stderr if result.returncode else ""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    assert built(ROOT / "mkdocs.yml", folder) == ""
    return folder


class Loaded(HTMLParser):
    """The addresses of what a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get(_LOADING.get(tag, ""))
        if address is not None:
            self.addresses.append(address)


def test_every_page_is_there(site: Path) -> None:
    pages = {path.stem for path in (ROOT / "docs").glob("*.md")} | {"index"}
    assert {path.stem for path in site.glob("*.html")} == pages | {"404"}


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    pages = [path for path in site.rglob("*.html") if path.name != "404.html"]  # which may be shown at any address
    for page in pages:
        loaded = Loaded()
        loaded.feed(page.read_text(encoding="utf-8"))
        assert loaded.addresses
        for address in loaded.addresses:
            assert (page.parent / address.partition("?")[0]).exists(), f"{page.relative_to(site)}: {address}"
    for style in site.rglob("*.css"):
        assert not _STYLE_ADDRESS.search(style.read_text(encoding="utf-8")), style.name


def test_files_of_the_repository_are_pages(site: Path) -> None:
    text = (site / "extending.html").read_text(encoding="utf-8")
    assert 'href="source/typilus/checking/checker.py.html"' in text
    assert "TypeChecker" in (site / "source/typilus/checking/checker.py.html").read_text(encoding="utf-8")
    assert 'href="annotating.html"' in (site / "index.html").read_text(encoding="utf-8"), "the README leads on"


def test_a_link_that_leads_nowhere_fails(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs/site", tmp_path / "docs/site", ignore=shutil.ignore_patterns("__pycache__"))
    configuration = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0]
    (tmp_path / "mkdocs.yml").write_text(f"{configuration}\nnav: [index.md, a.md]\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("# Start\n\n[a](docs/a.md), [gone](docs/gone.md)\n", encoding="utf-8")
    (tmp_path / "docs/a.md").write_text("# A\n\n[b](../b.py), [no part](#part)\n", encoding="utf-8")
    (tmp_path / "b.py").write_text("x = 1\n", encoding="utf-8")
    complaints = built(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert "docs/gone.md" in complaints
    assert "#part" in complaints
    assert "b.py" not in complaints
