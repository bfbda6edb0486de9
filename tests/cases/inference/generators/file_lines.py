#: numbered(): collections.abc.Iterator[tuple[int, str]] or collections.abc.Generator[tuple[int, str], None, None] or collections.abc.Generator[tuple[int, str], typing.Any, None]
#: numbered.handle: collections.abc.Iterable[str] or io.StringIO
#: table: dict[int, str]

import io


def numbered(handle):
    for number, line in enumerate(handle, start=1):
        yield number, line.rstrip()


table = dict(numbered(io.StringIO("x\ny\n")))
