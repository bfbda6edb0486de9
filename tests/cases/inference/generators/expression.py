#: words: list[str]
#: sizes: collections.abc.Generator[int, None, None] or collections.abc.Iterator[int] or collections.abc.Generator[int, typing.Any, None]
#: total: int
#: joined: str

words = ["tea", "milk"]
sizes = (len(word) for word in words)
total = sum(sizes)
joined = ",".join(word.upper() for word in words)
