#: stream: collections.abc.Iterator[int]
#: first: int
#: second: int | None
#: third: int

stream = iter([10, 20])
first = next(stream)
second = next(stream, None)
third = next(stream, -1)
