#: counter: int
#: count(): int
#: now: int

counter = 0


def count():
    global counter
    counter += 1
    return counter


now = count() + count()
