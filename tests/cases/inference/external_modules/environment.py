#: home: str | None
#: path: str
#: here: str
#: found: str | None
#: names: list[str]

import os
import shutil

home = os.environ.get("HOME_OF_NOBODY")
path = os.environ.get("PATH", "")
here = os.getcwd()
found = shutil.which("surely-no-such-program")
names = os.listdir("/")
