#: read_all(): tuple[str, str]
#: read_all.text: str
#: read_all.header: str
#: lines_of(): list[str]
#: lines_of.text: str
#: content: tuple[str, str]
#: lines: list[str]

import io


def read_all(text):
    with io.StringIO(text) as stream:
        header = stream.readline()
        return header.strip(), stream.read()


def lines_of(text):
    with io.StringIO(text) as stream:
        return stream.readlines()


content = read_all("a\nb\n")
lines = lines_of("a\nb\n")
