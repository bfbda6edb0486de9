#: folder: str
#: place: pathlib.Path
#: written: int
#: names: list[str]
#: body: bytes

import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory() as folder:
    place = Path(folder) / "a.txt"
    written = place.write_text("hello")
    names = [each.name for each in Path(folder).iterdir()]
    body = place.read_bytes()
