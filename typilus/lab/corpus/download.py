"""Fetch the manifest's wheels with pip, one process per package, without executing anything downloaded."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from pathlib import Path

from typilus.errors import CorpusError
from typilus.isolation import isolated_command
from typilus.lab.corpus.corpus_manifest import Package

__all__ = ["fetch", "pip_command", "sha256_of"]

TIMEOUT_SECONDS = 1800.0
# As `python -m pip`, which would look for pip in the current folder first.
_RUN_PIP = "import runpy; runpy.run_module('pip', run_name='__main__', alter_sys=True)"


def fetch(package: Package, folder: Path) -> Path:
    """The verified wheel of one package in `folder`, downloaded unless it is there already.

    Wheels only: a source distribution would run its build back end. The wheel's own tags are asked for, so that every
    machine gets the same file.

    Raises:
        CorpusError: Pip fails, or the file's SHA-256 is not the manifest's.
    """
    target = folder / package.file
    if target.exists():
        if sha256_of(target) == package.sha256:
            return target
        target.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".fetch-") as scratch:
        _pip_download(package, Path(scratch))
        downloaded = Path(scratch) / package.file
        if not downloaded.exists():
            raise CorpusError(f"{package.name} {package.version}: pip did not fetch {package.file}")
        digest = sha256_of(downloaded)
        if digest != package.sha256:
            raise CorpusError(f"{package.file}: SHA-256 is {digest}, the manifest says {package.sha256}")
        downloaded.replace(target)
    return target


def sha256_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def pip_command(package: Package, folder: Path, requirements: Path) -> list[str]:
    """The pip call that fetches exactly the file of the manifest, its dependencies left alone."""
    python, abi, platform = package.file.removesuffix(".whl").split("-")[-3:]
    command = isolated_command(_RUN_PIP, "download", "--quiet", "--disable-pip-version-check", "--no-input")
    command += ["--no-deps", "--only-binary=:all:", "--require-hashes", "--requirement", str(requirements)]
    command += ["--dest", str(folder), "--implementation", "py" if python.startswith("py") else "cp"]
    command += ["--python-version", _python_version(python)]
    for tag in abi.split("."):
        command += ["--abi", tag]
    for tag in platform.split("."):
        command += ["--platform", tag]
    return command


def _python_version(tag: str) -> str:
    digits = tag.split(".")[-1][2:]
    return f"{digits[0]}.{digits[1:]}" if len(digits) > 1 else "3.11"


def _pip_download(package: Package, folder: Path) -> None:
    requirements = folder / "requirement.txt"
    requirements.write_text(f"{package.name}=={package.version} --hash=sha256:{package.sha256}\n", encoding="utf-8")
    try:
        result = subprocess.run(
            pip_command(package, folder, requirements),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CorpusError(f"{package.name} {package.version}: pip could not run: {error}") from error
    if result.returncode:
        lines = result.stderr.strip().splitlines() or [f"exit status {result.returncode}"]
        raise CorpusError(f"{package.name} {package.version}: pip download failed: {lines[-1]}")
