#: make_counter(): collections.abc.Callable[[], int]
#: make_counter.count: int
#: make_counter.increment(): int
#: tick: collections.abc.Callable[[], int]
#: now: int

def make_counter():
    count = 0

    def increment():
        nonlocal count
        count += 1
        return count

    return increment


tick = make_counter()
now = tick()
