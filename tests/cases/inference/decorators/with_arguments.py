#: repeat(): collections.abc.Callable[[collections.abc.Callable[[str], str]], collections.abc.Callable[[str], list[str]]]
#: repeat.times: int
#: repeat.decorate(): collections.abc.Callable[[str], list[str]] or collections.abc.Callable[..., list[str]]
#: repeat.<locals>.decorate.function: collections.abc.Callable[[str], str] or collections.abc.Callable[..., str]
#: repeat.<locals>.decorate.wrapper(): list[str]
#: repeat.<locals>.decorate.<locals>.wrapper.name: str
#: greet(): str
#: greet.name: str
#: greetings: list[str]

import functools



def repeat(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(name):
            return [function(name) for _ in range(times)]

        return wrapper

    return decorate


@repeat(times=2)
def greet(name):
    return "Hello " + name


greetings = greet("Ann")
