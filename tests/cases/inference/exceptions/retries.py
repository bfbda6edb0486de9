#: attempt(): bytes
#: attempt.function: collections.abc.Callable[[], bytes]
#: attempt.times: int
#: attempt.last_error: OSError | None
#: fetch(): bytes
#: data: bytes

def attempt(function, times):
    last_error = None
    for _ in range(times):
        try:
            return function()
        except OSError as error:
            last_error = error
    raise RuntimeError("gave up") from last_error


def fetch():
    return b"data"


data = attempt(fetch, 3)
