#: by_initial(): collections.defaultdict[str, list[str]]
#: by_initial.words: list[str]
#: by_initial.groups: collections.defaultdict[str, list[str]]
#: index: collections.defaultdict[str, list[str]]
#: letters: list[str]

from collections import defaultdict


def by_initial(words):
    groups = defaultdict(list)
    for word in words:
        groups[word[0]].append(word)
    return groups


index = by_initial(["fig", "date", "fennel"])
letters = sorted(index)
