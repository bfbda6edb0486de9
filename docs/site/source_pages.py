"""Pages of the site that are not in docs/: the README as its start, and the files of the repository that pages name.

A hook of MkDocs. In the repository links lead to files as they lie there; on the site a file is a page below `source/`.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

__all__ = ["on_files", "on_page_markdown"]

START = "index.md"
_LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)(#[^)\s]*)?\)")
_UNSEARCHED = "---\nsearch: {exclude: true}\n---\n\n"
_LANGUAGES = {".py": "python", ".json": "json"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the README, what it and the pages of docs/ lead to elsewhere, and what that leads to in turn."""
    root, docs = _root(config), Path(config.docs_dir).name
    texts = {f"{docs}/{file.src_uri}": file.content_string for file in files.documentation_pages()}
    waiting = {"README.md": (root / "README.md").read_text(encoding="utf-8"), **texts}
    added = {"README.md"}
    files.append(File.generated(config, START, content=waiting["README.md"]))
    while waiting:
        name, text = waiting.popitem()
        for target in _targets(name, text):
            if target in added or target.startswith(f"{docs}/") or not (root / target).exists():
                continue
            added.add(target)
            content = _content(root / target, target)
            files.append(File.generated(config, _uri(target, docs), content=content))
            if target.endswith(".md"):
                waiting[target] = content
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links to files of the repository into links to their pages."""
    root, docs = _root(config), Path(config.docs_dir).name
    uri = page.file.src_uri
    name = "README.md" if uri == START else uri.removeprefix("source/") if _is_source(uri) else f"{docs}/{uri}"
    if not (root / name).exists():  # the page of a file that is no Markdown
        return markdown

    def rewritten(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match[1]))
        if not (root / target).exists():
            return match[0]  # which MkDocs reports
        return f"]({posixpath.relpath(_uri(target, docs), posixpath.dirname(uri) or '.')}{match[2] or ''})"

    return _LINK.sub(rewritten, markdown)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _is_source(uri: str) -> bool:
    return uri.startswith("source/")


def _targets(name: str, text: str) -> list[str]:
    folder = posixpath.dirname(name)
    return [posixpath.normpath(posixpath.join(folder, link)) for link, _ in _LINK.findall(text)]


def _uri(target: str, docs: str) -> str:
    """The page of a file of the repository, in the site's own terms."""
    if target == "README.md":
        return START
    if target.startswith(f"{docs}/"):
        return target.removeprefix(f"{docs}/")
    return f"source/{target}" if target.endswith(".md") else f"source/{target}.md"


def _content(path: Path, target: str) -> str:
    if path.is_dir():
        names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith(("_", ".")))
        return f"{_UNSEARCHED}# `{target}`\n\n" + "\n".join(f"- `{name}`" for name in names) + "\n"
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return text
    return f"{_UNSEARCHED}# `{target}`\n\n````{_LANGUAGES.get(path.suffix, 'text')}\n{text}````\n"
