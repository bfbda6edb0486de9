#: read_first(): tuple[str, int]
#: read_first.path: str
#: read_first.handle: io.TextIOWrapper or typing.TextIO
#: read_first.line: str
#: read_first.rest: str
#: found: tuple[str, int]
#: raw: io.BufferedReader
#: size: int

def read_first(path):
    with open(path, encoding="utf-8") as handle:
        line = handle.readline()
        rest = handle.read()
    return line, len(rest)


found = read_first(__file__)
raw = open(__file__, "rb")
size = len(raw.read())
raw.close()
