"""The documentation holds: links lead somewhere, commands can be parsed, examples run, tables name what there is."""

from __future__ import annotations

import ast
import io
import re
import shlex
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import typilus
from graph_extraction import Symbol, SymbolKind, extract, parse_source
from tests.typilus.recommenders.contract import DEFINITIONS, SOURCES
from tests.typilus.static_inference.inferring import inferred
from typilus.checking.checker import CommandLineChecker
from typilus.checking.diagnostics import Diagnostic
from typilus.checking.limited_commands import CommandEnding, CommandResult
from typilus.checking.project import CheckedProject
from typilus.files import Workers
from typilus.infilling import HoledText, TextInfiller
from typilus.infilling.dialects import DIALECTS
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.parser import build_parser
from typilus.interfaces.formats import prediction_run
from typilus.neural.checkpoints import Model
from typilus.neural.objectives import Targets
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import build_vocabulary
from typilus.prediction import FilePrediction, TypeCandidate, TypePrediction
from typilus.project import Documents
from typilus.project.reading import read_text
from typilus.recommenders.recommender import FileContext, Recommendation, Recommender
from typilus.static_inference.graph.syntax_rules import OPERATIONS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
MAX_README_WORDS = 900
MAX_CODE_LINE_LENGTH = 120
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose(text: str) -> str:
    return _BLOCK.sub("", text)


def blocks(text: str, *languages: str) -> list[str]:
    return [code for language, code in _BLOCK.findall(text) if language in languages]


def anchors(path: Path) -> set[str]:
    """What a link may name behind `#`: headings in lower case, spaces as hyphens, other signs left out."""
    headings = _HEADING.findall(prose(path.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def first_cells(text: str) -> list[str]:
    """What stands in backticks in the first column of tables."""
    cells = re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def section(text: str, heading: str) -> str:
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^\1 |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no heading {heading}"
    return found[2]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for link in _LINK.findall(prose(path.read_text(encoding="utf-8"))):
        if not link.startswith("http"):
            name, _, anchor = link.partition("#")
            target = path.parent / name if name else path
            assert target.exists(), f"{path.name} links to {link}"
            assert not anchor or anchor in anchors(target), f"{path.name} links to {link}: no such heading"


def test_every_page_can_be_reached() -> None:
    linked = {
        (path.parent / link.partition("#")[0]).resolve()
        for path in PAGES
        for link in _LINK.findall(path.read_text(encoding="utf-8"))
    }
    assert {path for path in PAGES if path not in linked} <= {ROOT / "README.md"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_can_be_parsed(path: Path) -> None:
    parser = build_parser()
    for code in blocks(path.read_text(encoding="utf-8"), "sh", "console"):
        for line in code.splitlines():
            command = line.removeprefix("$ ")
            if command.startswith("typilus "):
                parser.parse_args(shlex.split(command, comments=True)[1:])  # ends the test if it is wrong


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_examples_use_what_there_is(path: Path) -> None:
    for code in blocks(path.read_text(encoding="utf-8"), "python"):
        compile(code, path.name, "exec")
        for name in re.findall(r"\btypilus\.(\w+)\(", code):
            assert hasattr(typilus, name), f"{path.name}: typilus.{name}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_lines_of_code_fit(path: Path) -> None:
    for code in blocks(path.read_text(encoding="utf-8"), "sh", "console", "python"):
        assert all(len(line) <= MAX_CODE_LINE_LENGTH for line in code.splitlines())


def test_the_readme_is_short() -> None:
    assert len(page("README.md").split()) <= MAX_README_WORDS


def test_the_readme_installs_and_tests_as_ci_does() -> None:
    commands = " ".join(blocks(page("README.md"), "sh"))
    run = page(".ci/run")
    for command in ("-c constraints.txt", "[test]", "-m pytest -n 2"):
        assert command in commands
        assert command in run


def test_sources_are_those_of_the_contract() -> None:
    assert sorted(first_cells(page("docs/sources.md"))) == sorted(SOURCES)


@pytest.mark.parametrize("definition", sorted(DEFINITIONS))
def test_every_field_is_documented(definition: str) -> None:
    documented = set(re.findall(r"`([^`]+)`", prose(page("docs/json.md"))))
    assert set(DEFINITIONS[definition].get("properties", {})) <= documented


def test_exit_codes_are_those_of_the_command_line() -> None:
    cells = re.findall(r"^\| ([^|]+) \|", section(page("docs/json.md"), "Exit codes"), re.MULTILINE)
    codes = set(map(int, re.findall(r"\d+", " ".join(cells))))
    assert codes - {129, 143} == {code.value for code in ExitCode}  # these two are 128 and a signal's number


def example(name: str) -> Any:
    """What the example of that name in the page on extending defines."""
    for code in blocks(page("docs/extending.md"), "python"):
        if code.startswith("# run by the tests") and re.search(rf"^(class|def) {name}\b", code, re.MULTILINE):
            namespace: dict[str, Any] = {"__name__": __name__}
            exec(compile(code, name, "exec", dont_inherit=True), namespace)
            return namespace[name]
    raise AssertionError(f"no example {name}")


def test_the_recommender_of_the_example() -> None:
    recommender: Recommender = example("PredicateRecommender")()
    file = read_text("def is_open(path): ...\nlines = 3\n")
    assert [symbol.name for symbol in file.graph.symbols] == ["is_open", "path", "lines"]
    assert recommender.recommend(FileContext(file)) == [[Recommendation("bool", 0.8, "predicate")], [], []]
    assert recommender.recommend(FileContext(read_text(""))) == []


def test_the_checker_of_the_example(tmp_path: Path) -> None:
    checker: CommandLineChecker = example("LinesChecker")("lines")
    with CheckedProject(tmp_path) as project:
        output = f"{project.copy}/shop.py:3:5: bad-type: no int\n1 error\n"
        found = checker.read(CommandResult(CommandEnding.FINISHED, 1, output, "", 1.0), project)
    assert found == [Diagnostic("shop.py", 3, 4, "bad-type", "no int")]


def test_the_rule_of_the_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OPERATIONS, ast.Await, OPERATIONS[ast.Await])  # the example registers its own
    rule = example("Awaited")
    assert isinstance(OPERATIONS[ast.Await](ast.parse("await f()", mode="eval").body).rule, rule)
    assert inferred("async def f() -> int: ...\nasync def g():\n    return await f()\n")["g()"] == "int"


def test_the_pass_of_the_example() -> None:
    graph = extract(parse_source("@cache\nclass A: pass\n"), [example("DecorationPass")()])
    assert {type_: pairs.shape for type_, pairs in graph.edges.items()} == {"DECORATES": (2, 1)}


def test_the_objective_of_the_example() -> None:
    loss = example("CenterLoss")()
    embeddings = torch.tensor([[0.0, 0.0], [2.0, 0.0], [7.0, 7.0]], requires_grad=True)
    classes = torch.zeros(3, dtype=torch.int64)
    assert loss(embeddings, Targets(torch.tensor([4, 4, 1]), classes)).item() == pytest.approx(2 / 3)
    assert loss(embeddings[:0], Targets(classes[:0], classes[:0])).item() == 0


def test_the_encoder_of_the_example() -> None:
    graphs = [extract(parse_source(text)) for text in ("def f(price): return price\n", "x = 1\n")]
    vocabulary = build_vocabulary({"price": 1}, {}, max_subtokens=9, max_wholes=9)
    encoder = example("NameEncoder")(TrainingConfig(hidden_size=8, embedding_size=4), vocabulary)
    model = Model(encoder.config, vocabulary, encoder)
    together, alone = model.embed(graphs), [model.embed([graph])[0] for graph in graphs]
    assert [embedding.symbols.shape for embedding in together] == [(2, 4), (1, 4)]
    for one, other in zip(together, alone, strict=True):
        np.testing.assert_allclose(one.symbols, other.symbols, rtol=1e-5, atol=1e-6)
        assert one.classes is None


def test_the_workers_of_the_example(tmp_path: Path) -> None:
    workers: Workers = example("ThreadWorkers")(2)
    assert list(workers.map(lambda: str, range(5))) == ["0", "1", "2", "3", "4"]
    (tmp_path / "b.py").write_text("no Python")
    (predicted,) = typilus.predict_paths([tmp_path], workers=workers)
    assert predicted.error is not None


def test_the_format_of_the_example() -> None:
    out = io.StringIO()
    symbol = Symbol(0, SymbolKind.VARIABLE, "", "price", 3, 4)
    candidate = TypeCandidate("int", "int", 0.9, "value")
    predicted = FilePrediction("a.py", None, (TypePrediction(symbol, None, None, (candidate,)),))
    failed = FilePrediction("b.py", "b.py: no Python", ())
    example("CountsFormat")().write([predicted, failed], out, prediction_run(ROOT))
    assert out.getvalue() == "a.py\tSuggestedType\t1\nb.py\tUnreadableFile\t1\n"


def test_the_language_model_of_the_example() -> None:
    text = HoledText(("def f(a: int, b: int, c: str, d: ", "): ...\n"))
    infiller = TextInfiller(example("RepeatingModel")(), DIALECTS["qwen"])
    completions = infiller.complete([text], n=2, temperature=1.0)[0]
    assert [completion.texts for completion in completions] == [("int",), ("str",)]
    assert completions[0].log_probability == pytest.approx(np.log(2 / 3))


def test_the_documents_of_the_example(tmp_path: Path) -> None:
    (tmp_path / "saved.py").write_text("x = 1\n")
    with zipfile.ZipFile(tmp_path / "shop.zip", "w") as archive:
        archive.writestr("shop.py", "def area(width): ...\n")
        archive.writestr("notes.txt", "none")
    documents: Documents = example("ArchiveDocuments")(tmp_path / "shop.zip", tmp_path)
    assert [path.name for path in documents.unsaved] == ["shop.py"]
    assert documents.read(tmp_path / "shop.py").text == "def area(width): ...\n"
    assert documents.read(tmp_path / "saved.py").text == "x = 1\n"
    versions = [documents.version(tmp_path / name) for name in ("shop.py", "saved.py", "none.py")]
    assert versions[2] is None
    assert len(set(versions)) == 3
