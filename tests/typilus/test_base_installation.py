"""What the base installation brings is enough to predict, annotate, audit and explain; what needs an extra names it."""

from __future__ import annotations

import configparser
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

SOURCE = "class Basket:\n    def add(self, price: int, count=1): return price * count\n"
# Nothing that no extra brings is among them; each is imported as nothing, as if it were not installed.
OF_EXTRAS = (
    "annoy",
    "datasketch",
    "jinja2",
    "lightgbm",
    "matplotlib",
    "networkx",
    "pandas",
    "scipy",
    "sklearn",
    "torch",
    "torch_geometric",
    "typed_ast",
)
PROGRAM = f"""
import sys
sys.modules.update(dict.fromkeys({OF_EXTRAS}))
from typilus.interfaces.cli import main
from typilus.typespace import TypeMap, build_index

folder, path, old, run = sys.argv[1:]
common = [path, "--model", folder]
for command in (["predict", *common], ["annotate", *common, "--checker", "none", "--min-confidence", "0.01"],
                ["audit", *common, "--checker", "none"], ["explain", path + ":2", "--model", folder],
                ["predict", old, "--model", folder], ["train", run, run], ["index", run, run],
                ["evaluate", run, run], ["train", "ranking", run]):
    print("==", command[0], flush=True)
    print("exit code", main(command), flush=True)
print("==", "imported")
print([name for name in {OF_EXTRAS} if sys.modules[name] is not None])
print("numpy" in sys.modules)
"""


@pytest.fixture(scope="module")
def sections(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Sequence[tuple[str, str]]:
    """What each command says, in one process."""
    folder = tmp_path_factory.mktemp("shop")
    (folder / "shop.py").write_text(SOURCE)
    (folder / "old.py").write_text("print 'x'\n")
    arguments = [str(path) for path in (model_folder, folder / "shop.py", folder / "old.py", folder / "run")]
    command = [sys.executable, "-W", "error", "-c", PROGRAM, *arguments]
    output = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=True, cwd=folder, timeout=120
    ).stdout
    parts = [section.partition("\n") for section in output.split("== ")[1:]]
    return [(name, text) for name, _, text in parts]


def test_the_commands_on_code_run(sections: Sequence[tuple[str, str]]) -> None:
    for name, text in sections[:4]:
        assert text.rstrip().endswith("exit code 0"), f"{name}: {text}"
    predicted, annotated, _, explained = (text for _, text in sections[:4])
    assert "Basket.add.count" in predicted
    assert "+" in annotated
    assert "price" in explained
    assert sections[-1] == ("imported", "[]\nTrue\n")


def test_what_needs_an_extra_names_it(sections: Sequence[tuple[str, str]]) -> None:
    old, *others = (text for _, text in sections[4:-1])
    assert "pip install 'typilus[legacy]'" in old
    assert len(others) == 4
    for text, module in zip(others, ("torch", "torch", "torch", "lightgbm"), strict=True):
        assert f"this command needs {module}, which is not installed: pip install 'typilus[train]'" in text
        assert "exit code 2" in text


def test_all_extras_are_all() -> None:
    """`[all]` brings what each of the others does, but for the documentation, the tests and their programs."""
    config = configparser.ConfigParser()
    config.read(Path(__file__).parents[2] / "setup.cfg", encoding="utf-8")
    extras = {
        name: {line for line in text.splitlines() if line} for name, text in config["options.extras_require"].items()
    }
    others = set().union(*(extras[name] for name in extras.keys() - {"all", "docs", "programs", "test"}))
    assert extras["all"] == others
    assert not any(line.split(">")[0] in ("torch", "annoy", "typed-ast") for line in _base(config))


def _base(config: configparser.ConfigParser) -> list[str]:
    return config["options"]["install_requires"].split("\n")
