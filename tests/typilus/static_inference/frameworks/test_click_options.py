"""Options and arguments that click hands to commands."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


def types_of(
    decorators: str, parameters: str, start: str = "import click\nfrom pathlib import Path\n"
) -> dict[str, str]:
    types = inferred(f"{start}@click.command()\n{decorators}\ndef main({parameters}): ...\n")
    return {name.removeprefix("main."): kind for name, kind in types.items() if name.startswith("main.")}


@pytest.mark.parametrize(
    ("declaration", "kind"),
    [
        ("'--it'", "str | None"),
        ("'--it', required=True", "str"),
        ("'--it', prompt=True", "str"),
        ("'--it', default='x'", "str"),
        ("'--it', default=3", "int"),
        ("'--it', default=0.5, show_default=True", "float"),
        ("'--it', default=None, type=int", "int | None"),
        ("'--it', default=True", "bool"),
        ("'--it', is_flag=True", "bool"),
        ("'--it', is_flag=True, default=None", "bool | None"),
        ("'--it', is_flag=True, flag_value='x'", "str"),
        ("'--it/--no-it'", "bool"),
        ("'-i', '--it', count=True", "int"),
        ("'--it', multiple=True", "tuple[str, ...]"),
        ("'--it', multiple=True, type=click.INT", "tuple[int, ...]"),
        ("'--it', nargs=2, type=float, required=True", "tuple[float, float]"),
        ("'--it', type=(str, int), required=True", "tuple[str, int]"),
        ("'--it', type=click.Choice(['a', 'b'])", "str | None"),
        ("'--it', type=['a', 'b'], required=True", "str"),
        ("'--it', type=click.IntRange(0, 5), default=1", "int"),
        ("'--it', type=click.UUID, required=True", "uuid.UUID"),
        ("'--it', type=click.DateTime(), required=True", "datetime.datetime"),
        ("'--it', type=click.Path(exists=True), required=True", "str"),
        ("'--it', type=click.Path(path_type=Path), required=True", "pathlib.Path"),
        ("'--it', type=click.File(), required=True", "typing.TextIO"),
        ("'--it', type=click.File('rb'), required=True", "typing.BinaryIO"),
        ("'--it', type=Path, required=True", "pathlib.Path"),
        ("'-x', 'it', type=int, required=True", "int"),
    ],
)
def test_options(declaration: str, kind: str) -> None:
    assert types_of(f"@click.option({declaration})", "it") == {"it": kind}


@pytest.mark.parametrize(
    ("declaration", "kind"),
    [
        ("'it'", "str"),
        ("'IT', type=int", "int"),
        ("'it', nargs=-1", "tuple[str, ...]"),
        ("'it', nargs=-1, type=click.Path(path_type=Path)", "tuple[pathlib.Path, ...]"),
        ("'it', required=False", "str | None"),
        ("'it', default=4, required=False", "int"),
    ],
)
def test_arguments(declaration: str, kind: str) -> None:
    assert types_of(f"@click.argument({declaration})", "it") == {"it": kind}


@pytest.mark.parametrize(
    "declaration", ["'--it', callback=check", "'--it', cls=Special", "'--it', type=click.Unknown()", "*names"]
)
def test_of_some_nothing_is_known(declaration: str) -> None:
    assert types_of(f"@click.option({declaration})", "it").get("it") in (None, "None")


def test_names_of_several_options() -> None:
    decorators = (
        "@click.option('-d', '--dry-run', is_flag=True)\n@click.option('--max-size', 'limit', type=int, default=2)"
    )
    assert types_of(decorators, "dry_run, limit, other") == {"dry_run": "bool", "limit": "int"}


def test_the_context_comes_first() -> None:
    decorators = "@click.option('--it', default=1)\n@click.pass_context"
    assert types_of(decorators, "context, it") == {"context": "click.Context", "it": "int"}


def test_a_converter_of_the_project() -> None:
    start = "import click\ndef parse(text):\n    return [part for part in text.split(',')]\n"
    assert types_of("@click.option('--it', type=parse, required=True)", "it", start) == {"it": "list[str]?"}


def test_a_type_of_the_project() -> None:
    start = (
        "import click\nclass Sizes(click.ParamType):\n    def convert(self, value, param, ctx):\n"
        "        return {'size': 2.5}\n"
    )
    assert types_of("@click.option('--it', type=Sizes(), required=True)", "it", start) == {"it": "dict[str, float]"}


@pytest.mark.parametrize("imported", ["from click import argument, option", "from rich_click import argument, option"])
def test_names_imported_from_click(imported: str) -> None:
    source = f"{imported}\n@option('--it', default=1)\n@argument('name')\ndef main(it, name): ...\n"
    types = inferred(source)
    assert (types["main.it"], types["main.name"]) == ("int", "str")


def test_options_of_something_else_are_left_alone() -> None:
    assert "main.it" not in inferred("import other\n@other.option('--it', default=1)\ndef main(it): ...\n")
