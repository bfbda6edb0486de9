"""Changed lines, held against what Git's own diff says; and repositories that would like to run something."""

from __future__ import annotations

import pickle
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from typilus.errors import TypilusError
from typilus.files import Changes

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.autocrlf=false")
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def commit(folder: Path, message: str = "change") -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD").strip()


def by_git(folder: Path, revision: str, name: str) -> set[int]:
    lines: set[int] = set()
    for start, count in HUNK.findall(git(folder, "diff", "--unified=0", revision, "--", name)):
        lines.update(range(int(start), int(start) + (1 if count == "" else int(count))))
    return lines


TEXTS = st.lists(st.sampled_from(["a", "b", "é", "", "def f(x):"]), max_size=8).map(lambda lines: "\n".join(lines))


@given(before=TEXTS, after=TEXTS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_as_many_lines_have_changed_as_git_says_or_fewer_kept(before: str, after: str, repository: Path) -> None:
    """What is not a changed line is a common subsequence of both texts, in order."""
    path = repository / "a.py"
    path.write_text(before, encoding="utf-8")
    revision = commit(repository)
    path.write_text(after, encoding="utf-8")
    changes = Changes(revision)
    lines = changes.lines(path, path.read_bytes())
    assert changes.has_changed(path) == (before != after)
    kept = [line for number, line in enumerate(after.split("\n"), 1) if number not in lines]
    remaining = iter(before.split("\n"))
    assert all(line in remaining for line in kept)
    assert bool(lines) or set(after.split("\n")) <= set(before.split("\n"))


def test_lines_are_those_of_a_diff(repository: Path) -> None:
    path = repository / "a.py"
    path.write_text("".join(f"line {number}\n" for number in range(30)))
    revision = commit(repository)
    lines = path.read_text().splitlines(keepends=True)
    lines[3] = "other\n"
    del lines[10:12]
    lines[20:20] = ["new\n", "newer\n"]
    path.write_text("".join(lines))
    expected = by_git(repository, revision, "a.py") - {10}  # what was deleted has no line
    assert Changes(revision).lines(path, path.read_bytes()) == expected == {4, 21, 22}


def test_line_ends_alone_are_no_change_of_lines(repository: Path) -> None:
    path = repository / "a.py"
    path.write_bytes(b"a\nb\n")
    revision = commit(repository)
    assert Changes(revision).lines(path, b"a\r\nb\rc\r\n") == {3}


def test_a_new_file_has_changed_as_a_whole(repository: Path) -> None:
    revision = commit(repository)
    path = repository / "pkg" / "ö é.py"
    path.parent.mkdir()
    path.write_text("a\nb")
    assert Changes(revision).has_changed(path)
    assert Changes(revision).lines(path, b"a\nb") == {1, 2}
    commit(repository)
    assert not Changes("HEAD").has_changed(path), "names are bytes, as the file system has them"


def test_changes_of_a_branch_are_those_since_it_parted(repository: Path) -> None:
    path, other = repository / "a.py", repository / "b.py"
    path.write_text("a\n")
    other.write_text("b\n")
    commit(repository)
    git(repository, "checkout", "-q", "-b", "topic")
    path.write_text("a\nmine\n")
    commit(repository)
    git(repository, "checkout", "-q", "main")
    other.write_text("theirs\n")
    commit(repository)
    git(repository, "checkout", "-q", "topic")
    changes = Changes("main")
    assert (changes.has_changed(path), changes.has_changed(other)) == (True, False)


@pytest.mark.parametrize("revision", ["gone", "--all", "HEAD:a.py", ""])
def test_what_is_no_commit_is_refused(revision: str, repository: Path) -> None:
    (repository / "a.py").touch()
    commit(repository)
    with pytest.raises(TypilusError, match="has no revision"):
        Changes(revision).has_changed(repository / "a.py")


def test_a_file_in_no_repository_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypilusError, match="in no Git repository"):
        Changes("HEAD").has_changed(tmp_path / "a.py")


def test_no_git_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(TypilusError, match="not installed"):
        Changes("HEAD").has_changed(repository / "a.py")


def test_nothing_that_a_repository_names_is_run(repository: Path) -> None:
    """Filters, monitors, hooks, diff drivers and transports are programs that a configuration may name."""
    path, ran = repository / "a.py", repository / "ran"
    path.write_text("a\n")
    (repository / ".gitattributes").write_text("*.py filter=evil diff=evil\n")
    commit(repository)
    program = f"touch {ran}"
    for name in ("filter.evil.clean", "filter.evil.smudge", "diff.evil.textconv", "diff.evil.command", "diff.external"):
        git(repository, "config", name, program)
    for name in ("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "pager.cat-file"):
        git(repository, "config", name, program)
    git(repository, "config", "alias.cat-file", f"!{program}")
    path.write_text("b\n")
    changes = Changes("HEAD")
    assert changes.has_changed(path)
    assert changes.lines(path, b"b\n") == {1}
    assert not ran.exists()


def test_what_a_partial_clone_lacks_is_not_fetched(repository: Path) -> None:
    path, ran = repository / "a.py", repository / "ran"
    path.write_text("a\n")
    commit(repository)
    blob = git(repository, "rev-parse", "HEAD:a.py").strip()
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    git(repository, "config", "extensions.partialClone", "origin")
    git(repository, "config", "core.repositoryFormatVersion", "1")
    git(repository, "config", "remote.origin.url", str(repository))
    git(repository, "config", "remote.origin.promisor", "true")
    git(repository, "config", "remote.origin.uploadpack", f"touch {ran};")
    git(repository, "config", "protocol.file.allow", "always")
    path.write_text("b\n")
    with pytest.raises(TypilusError, match="is the clone complete"):
        Changes("HEAD").lines(path, b"b\n")
    assert not ran.exists()


def test_variables_of_a_hook_name_no_other_repository(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "a.py").write_text("a\n")
    commit(repository)
    other = tmp_path_factory.mktemp("other")
    git(other, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert not Changes("HEAD").has_changed(repository / "a.py")


def test_changes_can_be_sent_to_other_processes(repository: Path) -> None:
    (repository / "a.py").write_text("a\n")
    commit(repository)
    changes = Changes("HEAD")
    changes.has_changed(repository / "a.py")
    sent = pickle.loads(pickle.dumps(changes))
    assert sent == changes
    assert repr(sent) == "Changes(revision='HEAD')"
    assert not sent.has_changed(repository / "a.py")
