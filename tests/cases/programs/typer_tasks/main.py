import os

os.environ.update(NO_COLOR="1", TERM="dumb", COLUMNS="100")

from typer.testing import CliRunner

from tasks.cli import app

runner = CliRunner()
for line in (
    "--help",
    "add --help",
    "show --help",
    "list all --help",
    "count --help",
    "add sleep",
    "add sleep --priority 3",
    "add sleep --priority x",
    "--verbose show write",
    "show write --upper",
    "show write --upper yes",
    "show write --width 3",
    "show gone",
    "list all",
    "list all --most 1",
    "list all --done",
    "count 4",
    "count 3",
):
    result = runner.invoke(app, line.split())
    print("$", line, "->", result.exit_code)
    print(result.output)
