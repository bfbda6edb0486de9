#: as_text(): collections.abc.Callable[[int], str] or collections.abc.Callable[..., str]
#: as_text.function: collections.abc.Callable[[int], int] or collections.abc.Callable[..., int]
#: as_text.wrapper(): str
#: as_text.<locals>.wrapper.number: int
#: double(): int
#: double.number: int
#: shown: str

def as_text(function):
    def wrapper(number):
        return str(function(number))

    return wrapper


@as_text
def double(number):
    return number * 2


shown = double(21)
