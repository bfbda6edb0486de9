#: product: int
#: getter: operator.itemgetter[int]
#: ordered: list[tuple[str, int]]

import functools
import operator

product = functools.reduce(operator.mul, [1, 2, 3, 4])
getter = operator.itemgetter(1)
ordered = sorted([("a", 2), ("b", 1)], key=getter)
