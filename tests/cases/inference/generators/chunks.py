#: chunks(): collections.abc.Iterator[list[int]] or collections.abc.Generator[list[int], None, None] or collections.abc.Generator[list[int], typing.Any, None]
#: chunks.items: list[int]
#: chunks.size: int
#: parts: list[list[int]]
#: last: list[int]

def chunks(items, size):
    for start in range(0, len(items), size):
        yield items[start : start + size]


parts = list(chunks([1, 2, 3, 4, 5], 2))
last = parts[-1]
