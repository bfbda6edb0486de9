#: letters: collections.Counter[str]
#: common: list[tuple[str, int]]
#: count: int
#: total: int

from collections import Counter

letters = Counter("mississippi")
common = letters.most_common(2)
count = letters["s"]
letters.update("sip")
total = sum(letters.values())
