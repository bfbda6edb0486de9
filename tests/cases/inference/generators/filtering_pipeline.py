#: numbers(): collections.abc.Iterator[int] or collections.abc.Generator[int, None, None] or collections.abc.Generator[int, typing.Any, None]
#: numbers.text: str
#: doubled(): collections.abc.Iterator[int] or collections.abc.Generator[int, None, None] or collections.abc.Generator[int, typing.Any, None]
#: doubled.source: collections.abc.Iterator[int] or collections.abc.Iterable[int] or collections.abc.Generator[int, None, None] or collections.abc.Generator[int, typing.Any, None]
#: total: int

def numbers(text):
    for word in text.split():
        if word.isdigit():
            yield int(word)


def doubled(source):
    for number in source:
        yield number * 2


total = sum(doubled(numbers("1 x 20")))
