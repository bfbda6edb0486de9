#: greet: collections.abc.Callable[..., str] or collections.abc.Callable[[str], str] or collections.abc.Callable[[], str]
#: line: str
#: other: str

greet = lambda name="world": "hello " + name
line = greet()
other = greet("ann")
