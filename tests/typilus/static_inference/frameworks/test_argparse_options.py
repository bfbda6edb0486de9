"""Attributes of parsed arguments."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


def type_of(declaration: str, name: str = "it", start: str = "") -> str | None:
    source = (
        f"import argparse\nfrom pathlib import Path\n{start}def main():\n    parser = argparse.ArgumentParser()\n"
        f"    {declaration}\n    arguments = parser.parse_args()\n    return work(arguments.{name})\n\n"
        "def work(value): ...\n"
    )
    kind = inferred(source).get("work.value")
    return kind and kind.removesuffix("?")  # others may call it, too


@pytest.mark.parametrize(
    ("declaration", "kind"),
    [
        ("'it'", "str"),
        ("'it', type=int", "int"),
        ("'it', nargs='?'", "str | None"),
        ("'it', nargs='?', default='x'", "str"),
        ("'it', nargs='*'", "list[str]"),
        ("'it', nargs=argparse.REMAINDER", "list[str]"),
        ("'--it'", "str | None"),
        ("'--it', required=True", "str"),
        ("'-i', '--it', default=4, type=int", "int"),
        ("'--it', default='4', type=int", "int"),
        ("'--it', type=Path", "pathlib.Path | None"),
        ("'--it', type=Path, default=Path('x')", "pathlib.Path"),
        ("'--it', action='store_true'", "bool"),
        ("'--it', action=argparse.BooleanOptionalAction, default=True", "bool"),
        ("'--it', action='count', default=0", "int"),
        ("'--it', action='append'", "list[str] | None"),
        ("'--it', action='append', type=int, default=[]", "list[int]"),
        ("'--it', action='store_const', const=3, default=4", "int"),
        ("'--it', choices=['a', 'b'], default='a'", "str"),
        ("'--it', nargs='+', type=int, required=True", "list[int]"),
        ("'--other', dest='it', type=float, required=True", "float"),
        ("'--it', type=int, default=argparse.SUPPRESS", "int"),
    ],
)
def test_arguments(declaration: str, kind: str) -> None:
    assert type_of(f"parser.add_argument({declaration})") == kind


def test_dashes_become_underscores() -> None:
    assert type_of("parser.add_argument('-d', '--dry-run', action='store_true')", "dry_run") == "bool"


@pytest.mark.parametrize(
    "declaration", ["'--it', action=Special", "'--other'", "*names", "'--it', type=unknown, required=True"]
)
def test_of_some_nothing_is_known(declaration: str) -> None:
    assert type_of(f"parser.add_argument({declaration})") is None


def test_a_converter_of_the_project() -> None:
    start = "def parse(text):\n    return text.split(',')\n"
    assert type_of("parser.add_argument('it', type=parse)", start=start) == "list[str]"


def test_one_name_of_several_commands() -> None:
    declarations = "parser.add_argument('it', type=int); parser.add_argument('--it', type=float, required=True)"
    assert type_of(declarations) == "float"


def test_defaults_of_a_command_are_called() -> None:
    source = (
        "import argparse\ndef build(options): ...\ndef main():\n    parser = argparse.ArgumentParser()\n"
        "    parser.set_defaults(run=build)\n    arguments = parser.parse_args()\n    arguments.run(arguments)\n"
    )
    assert inferred(source)["build.options"] == "argparse.Namespace?"


def test_parsed_arguments_that_are_handed_on() -> None:
    source = (
        "import argparse\ndef main():\n    parser = argparse.ArgumentParser()\n"
        "    parser.add_argument('--jobs', type=int, default=1)\n    run(parser.parse_args())\n\n"
        "def run(options):\n    jobs = options.jobs\n    return jobs\n"
    )
    types = inferred(source)
    assert types["run()"] == "int"


def test_attributes_of_other_things_are_what_they_are() -> None:
    source = (
        "class Job:\n    it = 2.5\n\ndef main(parser):\n    parser.add_argument('--it', type=int, default=1)\n"
        "    return Job().it\n"
    )
    assert inferred(source)["main()"] == "float"


def test_a_default_of_the_same_name_says_what_it_says_itself() -> None:
    """`args.port` is declared with `default=Config.port`, whose name is that of an option, too."""
    start = "class Config:\n    it = 8\n    other = 'a'\n"
    assert type_of("parser.add_argument('--it', type=int, default=Config.it)", start=start) == "int"
    both = "parser.add_argument('--it', default=Config.other); parser.add_argument('--other', default=Config.it)"
    assert type_of(both, start=start) == "str"
