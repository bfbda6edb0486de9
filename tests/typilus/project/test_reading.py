"""A file is read with its graph, its names, and the name that it is imported by."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from typilus.annotation_types import TypeExpression, parse_type
from typilus.errors import SourceError
from typilus.project import reading
from typilus.project.reading import module_of, read_file, read_text


def put(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_a_module_is_named_from_above_its_outermost_package(tmp_path: Path) -> None:
    for folder in ("shop", "shop/desk"):
        put(tmp_path / "plain" / folder / "__init__.py")
    till = put(tmp_path / "plain/shop/desk/till.py")
    assert module_of(str(till)) == "shop.desk.till"
    assert module_of(str(till), tmp_path) == "shop.desk.till", "packages tell more than the project"
    assert module_of(str(till.with_name("__init__.py"))) == "shop.desk"


def test_a_file_of_no_package_is_named_from_its_project_or_its_src(tmp_path: Path) -> None:
    beside, inside = put(tmp_path / "tools/build.py"), put(tmp_path / "src/space/part.py")
    assert (module_of(str(beside)), module_of(str(beside), tmp_path)) == ("build", "tools.build")
    assert module_of(str(inside), tmp_path) == "space.part"
    assert module_of(str(beside), tmp_path / "src") == "build", "it lies outside of that project"


def test_a_package_in_a_namespace_is_named_from_above_that(tmp_path: Path) -> None:
    put(tmp_path / "cloud/shop/desk/__init__.py")
    till = put(tmp_path / "cloud/shop/desk/till.py", "from cloud.shop.desk import bell\n")
    assert module_of(str(till), tmp_path) == "cloud.shop.desk.till"
    assert module_of(str(till)) == "desk.till", "without a project nothing tells how far up"


def test_scripts_beside_each_other_are_named_as_they_import_each_other(tmp_path: Path) -> None:
    main, models = put(tmp_path / "server/main.py", "from models import User\n"), put(tmp_path / "server/models.py")
    assert (module_of(str(main), tmp_path), module_of(str(models), tmp_path)) == ("main", "models")


def test_scripts_in_folders_of_folders_are_named_from_the_one_that_they_are_imported_from(tmp_path: Path) -> None:
    put(tmp_path / "server/main.py", "from routes.users import show\n")
    users, deep = put(tmp_path / "server/routes/users.py"), put(tmp_path / "server/routes/v1/deep.py")
    assert [module_of(str(path), tmp_path) for path in (users, deep)] == ["routes.users", "routes.v1.deep"]


def test_an_init_beside_scripts_changes_no_name_but_its_own(tmp_path: Path) -> None:
    main, models = put(tmp_path / "server/main.py", "from models import User\n"), put(tmp_path / "server/models.py")
    init = put(tmp_path / "server/__init__.py")
    assert [module_of(str(path), tmp_path) for path in (main, models, init)] == ["main", "models", "server"]
    assert [module_of(str(path), tmp_path / "server") for path in (main, models)] == ["main", "models"]


def test_a_package_in_a_folder_of_a_package_is_named_from_above_both(tmp_path: Path) -> None:
    for name in ("cloud/shop/__init__.py", "cloud/shop/ext/desk/__init__.py"):
        put(tmp_path / name)
    till = put(tmp_path / "cloud/shop/ext/desk/till.py")
    assert module_of(str(till), tmp_path) == "shop.ext.desk.till"
    put(tmp_path / "other/cloud/shop/__init__.py", "from cloud.shop import ext\n")
    till = put(tmp_path / "other/cloud/shop/ext/desk/till.py")
    put(till.with_name("__init__.py"))
    assert module_of(str(till), tmp_path / "other") == "cloud.shop.ext.desk.till"


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("shop copy.py", "shop-copy"),
        ("shop (1).py", "shop--1-"),
        ("my shop/till.py", "my-shop.till"),
        ("a,b[c]|d:e.py", "a-b-c--d-e"),
        (".github/tool.py", "0.github.tool"),
        ("~till.py", "0-till"),
        ("-x.py", "0-x"),
        ("shop-copy.py", "shop-copy"),
        ("001_first.py", "001_first"),
        ("größe.py", "größe"),
        ("shop.ipynb", "shop-notebook"),
    ],
)
def test_a_file_that_nothing_can_import_has_a_name_for_types(path: str, module: str, tmp_path: Path) -> None:
    assert module_of(str(tmp_path / path), tmp_path) == module


@given(st.text("aß1_-.~ ,|:()[]'\"\\\n\udcff", min_size=1, max_size=6))
@example("~")
@example("...")
@example("\udcff")
@settings(max_examples=40)
def test_a_class_of_any_file_is_a_type_of_its_name(name: str) -> None:
    """Whatever the file is called, the canonical text of its class reads back as this class alone."""
    module = module_of(f"/project/{name}/a.py", "/project")
    text = f"{module}.Till"
    assert parse_type(text) == TypeExpression(text)
    assert parse_type(f"list[{text} | None]").arguments[0].arguments[0] == TypeExpression(text)


def test_text_that_is_no_file_has_no_module() -> None:
    assert module_of("<string>") == module_of("<stdin>", "/anywhere") == ""
    assert read_text("class Till: ...\n").names.definitions == {"Till": "Till"}


def test_relative_imports_of_a_package_start_at_itself(tmp_path: Path) -> None:
    text = "from .till import Till\n"
    package, beside = put(tmp_path / "shop/__init__.py", text), put(tmp_path / "shop/desk.py", text)
    for path in (package, beside):
        assert read_file(path).names.imports == {"Till": "shop.till.Till"}


def test_one_text_has_one_digest_however_it_is_read(tmp_path: Path) -> None:
    text = "name = 'é'\n"
    path = tmp_path / "a.py"
    path.write_bytes(b"# coding: latin-1\n" + text.encode("latin-1"))
    whole = f"# coding: latin-1\n{text}"
    assert read_file(path).digest == read_text(whole).digest
    assert read_text(text).digest != read_text(whole).digest


def test_what_cannot_be_read_is_a_source_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="call predict_paths"):
        read_file(tmp_path)
    with pytest.raises(SourceError, match=r"missing\.py: cannot be read"):
        read_file(tmp_path / "missing.py")
    with pytest.raises(SourceError) as caught:
        read_text("x = 1\ndef f(:\n", "shop/broken.py")
    assert (caught.value.path, caught.value.line) == ("shop/broken.py", 2)


def test_a_file_of_too_many_symbols_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "large.py", "first = 1\nsecond = 2\nthird = 3\n")
    assert len(read_file(path).graph.symbols) == 3
    monkeypatch.setattr(reading, "MAX_SYMBOLS", 2)
    with pytest.raises(SourceError, match=r"large\.py: is too large: 3 symbols, and 2 are the most that are predicted"):
        read_file(path)
