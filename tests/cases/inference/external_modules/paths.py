#: folder: pathlib.Path
#: name: str
#: parent: pathlib.Path
#: parts: tuple[str, ...]
#: joined: str
#: exists: bool

import os
from pathlib import Path

folder = Path("/tmp") / "notes"
name = folder.name
parent = folder.parent
parts = folder.with_suffix(".txt").parts
joined = os.path.join("a", "b")
exists = folder.exists()
