"""Labels of the standard library come from typeshed's stubs, by qualified scope and name."""

from __future__ import annotations

from graph_extraction import SymbolKind, parse_source
from typilus.lab.corpus.standard_library import library_files, library_root, stub_labels, stub_summaries
from typilus.project.labeling import label_source
from typilus.project.reexports import ReExports


def text_of(module: str, kind: SymbolKind, scope: str, name: str) -> str | None:
    found = stub_labels(module).get((kind, scope, name))
    return None if found is None else str(found)


def test_functions_methods_classes_and_constants() -> None:
    assert text_of("textwrap", SymbolKind.PARAMETER, "dedent", "text") == "str"
    assert text_of("textwrap", SymbolKind.RETURN, "", "dedent") == "str"
    assert text_of("textwrap", SymbolKind.RETURN, "TextWrapper", "wrap") == "list[str]"
    assert text_of("textwrap", SymbolKind.ATTRIBUTE, "TextWrapper", "width") == "int"
    assert text_of("textwrap", SymbolKind.PARAMETER, "TextWrapper.__init__", "width") == "int"
    assert text_of("shlex", SymbolKind.RETURN, "", "nothing_of_this_name") is None


def test_overloads_label_only_where_they_agree() -> None:
    assert text_of("subprocess", SymbolKind.PARAMETER, "run", "shell") == "bool"
    assert text_of("subprocess", SymbolKind.PARAMETER, "run", "text") is None


def test_modules_without_a_stub_have_no_labels() -> None:
    assert stub_labels("no.such.module") == {}


def test_files_are_the_library_without_its_tests_and_packages() -> None:
    paths = library_files(library_root())
    assert "textwrap.py" in paths
    assert "asyncio/__init__.py" in paths
    assert not [
        path for path in paths if "site-packages" in path or path.startswith(("test/", "idlelib/", "ensurepip/"))
    ]
    assert paths == sorted(paths)


def test_a_file_without_annotations_is_labeled() -> None:
    names = ReExports(stub_summaries({"json", "typing"}))
    path = "json/decoder.py"
    source = parse_source((library_root() / path).read_bytes(), path)
    plain = label_source(source, "std", "json.decoder", names).file
    file = label_source(source, "std", "json.decoder", names, stub_labels("json.decoder")).file
    assert plain.num_labels == 0
    labels = {
        (s.scope, s.name): label for s, label in zip(file.graph.symbols, file.labels, strict=True) if label is not None
    }
    assert labels["JSONDecodeError.__init__", "msg"] == "str"
    assert labels["JSONDecodeError", "lineno"] == "int"
    assert labels["JSONDecoder.decode", "s"] == "str"


def test_stub_names_are_public_and_aliases_open() -> None:
    names = ReExports(stub_summaries({"_typeshed", "asyncio", "collections", "_collections_abc", "typing", "os"}))
    assert names.alias("_typeshed.StrPath") == "os.PathLike[str] | str"
    assert names.public_name("asyncio.events.AbstractEventLoop") == "asyncio.AbstractEventLoop"
    assert names.public_name("_collections_abc.Buffer") == "collections.abc.Buffer"
    assert names.public_name("typing.Any") == "typing.Any"
    assert names.public_name("collections.OrderedDict") == "collections.OrderedDict"
