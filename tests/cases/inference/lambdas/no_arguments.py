#: make_empty: collections.abc.Callable[[], list[int]]
#: table: collections.defaultdict[str, int]
#: fresh: list[int]

from collections import defaultdict

make_empty = lambda: [0]
table = defaultdict(lambda: 0)
table["a"] += 1
fresh = make_empty()
