#: span: range
#: steps: list[int]
#: last: int
#: inside: bool
#: size: int

span = range(2, 10, 3)
steps = list(span)
last = span[-1]
inside = 5 in span
size = len(span)
