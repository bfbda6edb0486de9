#: stack: list[int]
#: top: int
#: place: int
#: times: int

stack = [1]
stack.append(2)
top = stack.pop()
place = stack.index(1)
times = stack.count(1)
