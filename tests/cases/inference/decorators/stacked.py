#: bold(): collections.abc.Callable[[str], str] or collections.abc.Callable[..., str]
#: bold.function: collections.abc.Callable[[str], str] or collections.abc.Callable[..., str]
#: bold.wrapper(): str
#: bold.<locals>.wrapper.text: str
#: counted(): collections.abc.Callable[[str], int] or collections.abc.Callable[..., int]
#: counted.function: collections.abc.Callable[[str], str] or collections.abc.Callable[..., str]
#: counted.wrapper(): int
#: counted.<locals>.wrapper.text: str
#: echo(): str
#: echo.text: str
#: size: int

def bold(function):
    def wrapper(text):
        return "**" + function(text) + "**"

    return wrapper


def counted(function):
    def wrapper(text):
        return len(function(text))

    return wrapper


@counted
@bold
def echo(text):
    return text


size = echo("hello")
