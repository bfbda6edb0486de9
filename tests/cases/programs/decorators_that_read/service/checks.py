import functools
import inspect
import typing


def checked(function):
    """Arguments are what their annotations say."""
    hints = typing.get_type_hints(function)

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        bound = inspect.signature(function).bind(*args, **kwargs)
        for name, value in bound.arguments.items():
            wanted = hints.get(name)
            if isinstance(wanted, type) and not isinstance(value, wanted):
                raise TypeError("%s: %s is no %s" % (function.__name__, name, wanted.__name__))
        return function(*args, **kwargs)

    return wrapper


def logged(level):
    def decorate(function):
        signature = inspect.signature(function, eval_str=True)
        names = list(signature.parameters)

        @functools.wraps(function)
        def wrapper(*args):
            print(level, function.__name__, dict(zip(names, map(str, args))))
            return function(*args)

        return wrapper

    return decorate


class handler:
    """Handlers by the class of what they handle."""

    handlers = {}

    def __init__(self, function):
        for name, kind in typing.get_type_hints(function).items():
            if name != "return":
                self.handlers[kind] = function
                break
        self.function = function

    def __call__(self, *args):
        return self.function(*args)


def dispatch(event):
    for kind, function in handler.handlers.items():
        if type(event) is kind:
            return function(event)
    return None
