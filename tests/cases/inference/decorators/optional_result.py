#: quiet(): collections.abc.Callable[[str], int | None] or collections.abc.Callable[..., int | None]
#: quiet.function: collections.abc.Callable[[str], int] or collections.abc.Callable[..., int]
#: quiet.wrapper(): int | None
#: quiet.<locals>.wrapper.text: str
#: parse(): int
#: parse.text: str
#: good: int | None
#: bad: int | None

def quiet(function):
    def wrapper(text):
        try:
            return function(text)
        except ValueError:
            return None

    return wrapper


@quiet
def parse(text):
    return int(text)


good = parse("12")
bad = parse("twelve")
