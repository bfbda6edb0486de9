#: permutations(): collections.abc.Iterator[list[int]] or collections.abc.Generator[list[int], None, None] or collections.abc.Generator[list[int], typing.Any, None]
#: permutations.items: list[int]
#: orders: list[list[int]]
#: size: int

def permutations(items):
    if not items:
        yield []
    for position, item in enumerate(items):
        for rest in permutations(items[:position] + items[position + 1 :]):
            yield [item] + rest


orders = list(permutations([1, 2, 3]))
size = len(orders[0])
