#: merged: list[int]
#: pairs: list[tuple[str, int]]
#: running: list[int]
#: counter: itertools.count[int]
#: first: int

import itertools

merged = list(itertools.chain([1], [2, 3]))
pairs = list(itertools.product("ab", [0, 1]))
running = list(itertools.accumulate([1, 2, 3]))
counter = itertools.count(5)
first = next(counter)
