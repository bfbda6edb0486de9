#: expect(): bool
#: expect.kind: type[KeyError] or type[BaseException] or type[Exception]
#: expect.function: collections.abc.Callable[[], int] or collections.abc.Callable[[], object] or collections.abc.Callable[[], typing.Any]
#: broken(): int
#: failed: bool

def expect(kind, function):
    try:
        function()
    except kind:
        return True
    return False


def broken():
    return {"a": 1}["b"]


failed = expect(KeyError, broken)
