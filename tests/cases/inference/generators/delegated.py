#: letters(): collections.abc.Iterator[str] or collections.abc.Generator[str, None, None] or collections.abc.Generator[str, typing.Any, None]
#: letters.text: str
#: twice(): collections.abc.Iterator[str] or collections.abc.Generator[str, None, None] or collections.abc.Generator[str, typing.Any, None]
#: twice.text: str
#: found: str

def letters(text):
    yield from text


def twice(text):
    yield from letters(text)
    yield from letters(text)


found = "".join(twice("ab"))
