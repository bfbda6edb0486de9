#: HANDLERS: dict[str, collections.abc.Callable[[], str]]
#: handler(): collections.abc.Callable[[collections.abc.Callable[[], str]], collections.abc.Callable[[], str]]
#: handler.name: str
#: handler.register(): collections.abc.Callable[[], str] or collections.abc.Callable[..., str]
#: handler.<locals>.register.function: collections.abc.Callable[[], str] or collections.abc.Callable[..., str]
#: ping(): str
#: answer: str

HANDLERS = {}


def handler(name):
    def register(function):
        HANDLERS[name] = function
        return function

    return register


@handler("ping")
def ping():
    return "pong"


answer = HANDLERS["ping"]()
