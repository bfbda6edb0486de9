#: hello(): str
#: call(): str
#: call.name: str
#: call.function: collections.abc.Callable[[], str]
#: greeting: str

def hello():
    return "hello"


def call(name):
    function = globals()[name]
    return function()


greeting = call("hello")
