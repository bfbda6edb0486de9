#: head: str
#: tail: list[str]
#: count: int

head, *tail = "to be or not to be".split()
count = len(tail)
