#: logged(): collections.abc.Callable[..., int] or collections.abc.Callable[[int, int], int]
#: logged.function: collections.abc.Callable[..., int] or collections.abc.Callable[[int, int], int]
#: logged.wrapper(): int
#: logged.<locals>.wrapper.args: int
#: logged.<locals>.wrapper.result: int
#: add(): int
#: add.left: int
#: add.right: int
#: total: int

import functools


def logged(function):
    @functools.wraps(function)
    def wrapper(*args):
        result = function(*args)
        return result

    return wrapper


@logged
def add(left, right):
    return left + right


total = add(2, 3)
