#: numbered(): collections.abc.Generator[str, None, int] or collections.abc.Generator[str, typing.Any, int]
#: numbered.lines: list[str]
#: numbered.count: int
#: report(): collections.abc.Iterator[str] or collections.abc.Generator[str, None, None] or collections.abc.Generator[str, typing.Any, None]
#: report.lines: list[str]
#: report.count: int
#: text: str

def numbered(lines):
    count = 0
    for line in lines:
        count += 1
        yield f"{count}: {line}"
    return count


def report(lines):
    count = yield from numbered(lines)
    yield f"{count} lines"


text = "\n".join(report(["a", "b"]))
