#: by_length(): int
#: by_length.word: str
#: longest(): str
#: longest.words: list[str]
#: longest.key: collections.abc.Callable[[str], int]
#: word: str

def by_length(word):
    return len(word)


def longest(words, key=by_length):
    return max(words, key=key)


word = longest(["fig", "banana"])
