"""`python -m typilus`."""

import sys

from typilus.cli import main

if __name__ == "__main__":
    sys.exit(main())
