"""`python -m typilus`."""

import sys

from typilus.isolation import leave_current_folder

__all__: list[str] = []

# First of all: with `-m` the current folder is where modules are looked for first.
leave_current_folder()

from typilus.interfaces.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
