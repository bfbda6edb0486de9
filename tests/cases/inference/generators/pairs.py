#: pairwise(): collections.abc.Iterator[tuple[int, int]] or collections.abc.Generator[tuple[int, int], None, None] or collections.abc.Generator[tuple[int, int], typing.Any, None]
#: pairwise.items: list[int]
#: pairwise.previous: int | None
#: steps: list[tuple[int, int]]

def pairwise(items):
    previous = None
    for item in items:
        if previous is not None:
            yield previous, item
        previous = item


steps = list(pairwise([1, 4, 9]))
