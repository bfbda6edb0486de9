#: fibonacci(): int
#: fibonacci.index: int
#: tenth: int
#: hits: int

import functools


@functools.lru_cache(maxsize=None)
def fibonacci(index):
    if index < 2:
        return index
    return fibonacci(index - 1) + fibonacci(index - 2)


tenth = fibonacci(10)
hits = fibonacci.cache_info().hits
