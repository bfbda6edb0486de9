#: title: str
#: clean: str
#: words: list[str]
#: before: str
#: mark: str
#: after: str
#: place: int
#: is_title: bool
#: raw: bytes

title = "  The Go Programming Language "
clean = title.strip().lower()
words = clean.split()
before, mark, after = clean.partition("go")
place = clean.find("lang")
is_title = title.istitle()
raw = clean.encode()
