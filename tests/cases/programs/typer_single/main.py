import os
import sys

os.environ.update(NO_COLOR="1", TERM="dumb", COLUMNS="100")

import typer


def split(text, separator):
    return text.split(separator)


def convert(text, separator=",", repeat=1):
    """Split a text."""
    parts = split(text, separator)
    for part in parts * int(repeat):
        print(part)
    return len(parts)


for arguments in (["--help"], ["a,b"], ["a-b", "--separator", "-"], ["a", "--repeat", "2"], ["a", "--repeat", "x"], []):
    sys.argv = ["convert"] + arguments
    try:
        typer.run(convert)
    except SystemExit as stop:
        print("exit", stop.code)
    except ValueError as error:
        print("ValueError", error)
print(convert("x,y"))
