#: resolve(): int
#: resolve.value: collections.abc.Callable[[], int] | int
#: now(): int
#: first: int
#: second: int

def resolve(value):
    if callable(value):
        return value()
    return value


def now():
    return 12


first = resolve(now)
second = resolve(3)
