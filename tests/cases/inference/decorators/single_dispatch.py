#: describe(): str
#: describe.value: object or str or int | str
#: _.value: int
#: first: str
#: second: str

import functools


@functools.singledispatch
def describe(value):
    return "something"


@describe.register(int)
def _(value):
    return "a number"


first = describe("text")
second = describe(3)
