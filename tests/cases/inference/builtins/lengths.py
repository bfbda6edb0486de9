#: words: list[str]
#: count: int
#: sizes: list[int]
#: longest: int
#: total: int

words = ["one", "three"]
count = len(words)
sizes = list(map(len, words))
longest = max(sizes)
total = sum(sizes)
