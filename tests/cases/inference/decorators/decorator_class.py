#: CountCalls.__init__.function: collections.abc.Callable[..., str] or collections.abc.Callable[[str], str]
#: CountCalls.function: collections.abc.Callable[..., str] or collections.abc.Callable[[str], str]
#: CountCalls.calls: int
#: CountCalls.__call__(): str
#: CountCalls.__call__.args: str
#: upper(): str
#: upper.text: str
#: loud: str
#: calls: int

class CountCalls:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@CountCalls
def upper(text):
    return text.upper()


loud = upper("hey")
calls = upper.calls
