#: timed(): collections.abc.Callable[[int], tuple[list[int], float]]
#: timed.function: collections.abc.Callable[[int], list[int]] or collections.abc.Callable[..., list[int]]
#: timed.wrapper(): tuple[list[int], float]
#: timed.<locals>.wrapper.count: int
#: timed.<locals>.wrapper.start: float
#: timed.<locals>.wrapper.result: list[int]
#: build(): list[int]
#: build.count: int
#: numbers: list[int]
#: seconds: float
#: size: int

import functools
import time


def timed(function):
    @functools.wraps(function)
    def wrapper(count):
        start = time.perf_counter()
        result = function(count)
        return result, time.perf_counter() - start

    return wrapper


@timed
def build(count):
    return list(range(count))


numbers, seconds = build(3)
size = len(numbers)
