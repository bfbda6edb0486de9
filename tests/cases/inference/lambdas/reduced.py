#: longest: str
#: total: int

import functools

longest = functools.reduce(lambda best, word: word if len(word) > len(best) else best, ["a", "ccc", "bb"])
total = functools.reduce(lambda left, right: left + right, [1, 2, 3], 0)
