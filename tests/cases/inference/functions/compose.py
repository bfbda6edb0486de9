#: compose(): collections.abc.Callable[[str], int]
#: compose.outer: collections.abc.Callable[[list[str]], int]
#: compose.inner: collections.abc.Callable[[str], list[str]]
#: compose.composed(): int
#: compose.<locals>.composed.value: str
#: words(): list[str]
#: words.text: str
#: count(): int
#: count.items: list[str]
#: count_words: collections.abc.Callable[[str], int]
#: size: int

def compose(outer, inner):
    def composed(value):
        return outer(inner(value))

    return composed


def words(text):
    return text.split()


def count(items):
    return len(items)


count_words = compose(count, words)
size = count_words("to be or not")
