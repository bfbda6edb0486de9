from click.testing import CliRunner

from tool.commands import cli

runner = CliRunner()
for line in (
    "--help",
    "get --help",
    "set --help",
    "get a.b",
    "get -d 3 a.c",
    "get -d x a.c",
    "set --count 2 x=1 y=2",
    "set x",
    "get a set z=1",
    "--config { get a",
):
    result = runner.invoke(cli, line.split())
    print("$", line, "->", result.exit_code, type(result.exception).__name__)
    print(result.output)
