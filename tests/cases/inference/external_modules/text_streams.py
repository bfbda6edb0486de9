#: stream: io.StringIO
#: rows: list[list[str]]
#: header: list[str]
#: raw: io.BytesIO
#: first: bytes

import csv
import io

stream = io.StringIO("name,age\nann,41\n")
rows = list(csv.reader(stream))
header = rows[0]
raw = io.BytesIO(b"abc")
first = raw.read(1)
