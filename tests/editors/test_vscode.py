"""The extension for Visual Studio Code: its manifest, its package, and its client against the server, in Node."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from tests.editors.installed import ROOT, environment_with_typilus
from typilus.interfaces.lsp.client_settings import wishes_of

EXTENSION = ROOT / "editors" / "vscode"
NPM = shutil.which("npm")
needs_packages = pytest.mark.skipif(
    NPM is None or not (EXTENSION / "node_modules").is_dir(), reason="`npm ci` has not been run in editors/vscode"
)


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((EXTENSION / "package.json").read_text())
    return loaded


def sources() -> str:
    return "\n".join(path.read_text() for path in (EXTENSION / "src").glob("*.ts"))


def npm(*arguments: str, **environment: str) -> str:
    """Run a script of the extension. What it prints is returned, and shown where it fails."""
    assert NPM is not None
    command = [NPM, "--silent", *arguments]
    ran = subprocess.run(
        command, cwd=EXTENSION, env={**os.environ, **environment}, capture_output=True, text=True, timeout=300
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_every_command_of_the_manifest_is_registered_and_no_other(manifest: dict[str, Any]) -> None:
    offered = {command["command"] for command in manifest["contributes"]["commands"]}
    assert offered == set(re.findall(r"register(?:TextEditor)?Command\(\"([\w.]+)\"", sources()))
    assert {"typilus.annotateThisFile", "typilus.annotateSelection", "typilus.explainHere"} < offered


def test_the_settings_are_schemas_that_the_server_understands(manifest: dict[str, Any]) -> None:
    properties = manifest["contributes"]["configuration"]["properties"]
    for schema in properties.values():
        Draft7Validator.check_schema(schema)
        assert Draft7Validator(schema).is_valid(schema["default"])
        assert schema["description"].endswith(".")
    sent = re.findall(r"get<.*?>\(\"(\w+)\"\)", (EXTENSION / "src" / "settings.ts").read_text())
    assert {f"typilus.{name}" for name in sent} | {"typilus.interpreter"} == set(properties)
    wishes, refusals = wishes_of({"minConfidence": 0.9, "only": ["returns"], "findings": "idle"})
    assert set(sent) == {"minConfidence", "only", "findings"}
    assert len(wishes) == 3
    assert not refusals


def test_what_an_audit_prints_is_read_as_problems(manifest: dict[str, Any]) -> None:
    (matcher,) = manifest["contributes"]["problemMatchers"]
    line = "::warning file=src/w.py,line=1,col=5,title=AnnotationContradicted::return count() is annotated as 'int'"
    pattern = matcher["pattern"]
    match = re.match(pattern["regexp"], line)
    assert match is not None
    read = {name: match[pattern[name]] for name in ("severity", "file", "line", "column", "message")}
    assert read == {
        "severity": "warning",
        "file": "src/w.py",
        "line": "1",
        "column": "5",
        "message": "return count() is annotated as 'int'",
    }


@pytest.fixture(scope="module")
def built() -> None:
    """The extension, checked and bundled."""
    npm("run", "build")


@needs_packages
@pytest.mark.usefixtures("built")
def test_the_package_has_the_bundle_and_nothing_of_the_workshop(tmp_path: Path) -> None:
    printed = npm("run", "vsix", "--", "--out", str(tmp_path / "typilus.vsix"))
    assert "WARNING" not in printed
    with zipfile.ZipFile(tmp_path / "typilus.vsix") as package:
        names = {name for name in package.namelist() if name.startswith("extension/")}
        bundle = package.read("extension/dist/extension.js").decode()
    assert names == {f"extension/{name}" for name in ("LICENSE.txt", "package.json", "readme.md", "dist/extension.js")}
    assert str(ROOT) not in bundle


@needs_packages
@pytest.mark.usefixtures("built")
def test_the_compiled_client_talks_to_the_server(tmp_path: Path) -> None:
    npm("run", "client", PYTHON=str(environment_with_typilus(tmp_path / "environment")), OMP_NUM_THREADS="1")
