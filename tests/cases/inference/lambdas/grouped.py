#: words: list[str]
#: groups: dict[str, list[str]]
#: best: str

import itertools

words = ["apple", "ant", "bee"]
groups = {letter: list(group) for letter, group in itertools.groupby(words, key=lambda word: word[0])}
best = max(groups, key=lambda letter: len(groups[letter]))
