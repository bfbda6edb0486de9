# = Functions in a dictionary
def add(a, b):
    return a + b


def join(a, b):
    return f"{a}{b}"


table = {"add": add, "join": join}
total = table["add"](1, 2)  #: int
text = table["join"](1, 2)  #: str
# = One of several by a variable key
import sys


def add(a, b):
    return a + b


def divide(a, b):
    return a / b


table = {"+": add, "/": divide}
result = table["+" if sys.argv else "/"](4, 2)  #: float or int or float | int
# = Functions in a list
def first(row):
    return row[0]


def size(row):
    return len(row)


steps = [first, size]
head = steps[0](["a"])  #: str
count = steps[1](["a"])  #: int
# = Functions in a tuple, unpacked
def parse(text):
    return int(text)


def show(number):
    return str(number)


reader, writer = (parse, show)
number = reader("1")  #: int
text = writer(1)  #: str
# = Loop over functions
def low(values):
    return min(values)


def high(values):
    return max(values)


for function in (low, high):
    result = function([1, 2])  #: int
# = Classes in a dictionary
class Circle:
    sides = 0


class Square:
    sides = 4


shapes = {"circle": Circle, "square": Square}
circle = shapes["circle"]()  #: Circle
sides = shapes["square"]().sides  #: int
# = Classes in a list
class Tea:
    def name(self):
        return "tea"


class Milk:
    def name(self):
        return "milk"


for kind in [Tea, Milk]:
    drink = kind()  #: Milk | Tea
    label = drink.name()  #: str
# = A class in an attribute
class Row:
    def __init__(self, size):
        self.size = size


class Table:
    row_class = Row

    def make(self):
        row = self.row_class(3)  #: Row
        return row.size


size = Table().make()  #: int
# = A function in an attribute
def double(number):
    return number * 2


class Worker:
    def __init__(self, task):
        self.task = task

    def run(self):
        result = self.task(4)  #: int
        return result


result = Worker(double).run()  #: int
# = A bound method kept
class Counter:
    def __init__(self):
        self.count = 0

    def step(self):
        self.count += 1
        return self.count


step = Counter().step
count = step()  #: int
# = Bound methods in a dictionary
class Shop:
    def open(self):
        return "open"

    def count(self):
        return 3

    def run(self, name):
        actions = {"open": self.open, "count": self.count}
        status = actions["open"]()  #: str
        number = actions["count"]()  #: int
        return status, number


status, number = Shop().run("open")  #: status: str; number: int
# = A closure
def multiplier(factor):
    def multiply(number):
        return number * factor

    return multiply


double = multiplier(2)
result = double(4)  #: int
# = A closure that is called at once
def greeting(name):
    def greet():
        return "Hello " + name

    return greet


text = greeting("Ann")()  #: str
# = A pair of closures
def counter():
    count = 0

    def increase():
        nonlocal count
        count += 1
        return count

    def label():
        return str(count)

    return increase, label


increase, label = counter()
number = increase()  #: int
text = label()  #: str
# = Closures in a dictionary
def make():
    def low():
        return 1

    def name():
        return "a"

    return {"low": low, "name": name}


tools = make()
low = tools["low"]()  #: int
name = tools["name"]()  #: str
# = Lambdas in a dictionary
operations = {"double": lambda x: x * 2, "text": lambda x: str(x)}
double = operations["double"](4)  #: int
text = operations["text"](4)  #: str
# = Lambdas in a list
rules = [lambda text: text.strip(), lambda text: len(text)]
stripped = rules[0](" a ")  #: str
length = rules[1](" a ")  #: int
# = Built-in functions in a dictionary
parsers = {"int": int, "text": str, "list": list}
number = parsers["int"]("1")  #: int
text = parsers["text"](1)  #: str
# = Built-in functions in a list
for convert in (int, float):
    value = convert("1")  #: float or float | int
# = Registered by hand
handlers = {}


def handle(event):
    return event.upper()


handlers["start"] = handle
result = handlers["start"]("go")  #: str
# = Registered by a decorator
handlers = {}


def register(function):
    handlers[function.__name__] = function
    return function


@register
def shout(text):
    return text.upper()


result = handlers["shout"]("go")  #: str
direct = shout("go")  #: str
# = Registered under a name
commands = {}


def command(name):
    def register(function):
        commands[name] = function
        return function

    return register


@command("size")
def size(text):
    return len(text)


result = commands["size"]("go")  #: int
direct = size("go")  #: int
# = Registered in a list
hooks = []


def hook(function):
    hooks.append(function)
    return function


@hook
def first():
    return 1


results = [function() for function in hooks]  #: list[int]
# = A function as default
def double(x):
    return x * 2


def apply(value, function=double):
    result = function(value)  #: int
    return result


total = apply(3)  #: int
# = A function handed through
def shout(text):
    return text.upper()


def apply(function, value):
    return function(value)


text = apply(shout, "a")  #: str
# = A class handed through
class Node:
    def __init__(self, value):
        self.value = value


def build(kind, value):
    made = kind(value)  #: Node
    return made


node = build(Node, 3)  #: Node
value = node.value  #: int
# = A choice of functions
import sys


def quick(text):
    return len(text)


def slow(text):
    return len(text) + 1


method = quick if sys.argv else slow
count = method("a")  #: int
# = A fallback function
def size(text):
    return len(text)


def run(text, measure=None):
    measure = measure or size
    count = measure(text)  #: int
    return count


run("a")
# = Get with a function as default
def plain(text):
    return text


def loud(text):
    return text.upper()


modes = {"loud": loud}
mode = modes.get("soft", plain)
text = mode("a")  #: str
# = Objects that can be called
class Scale:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, value):
        return value * self.factor


scales = {"double": Scale(2)}
result = scales["double"](4)  #: int
# = Partial functions
from functools import partial


def power(base, exponent):
    return base**exponent


def label(text, count):
    return text * count


tools = {"label": partial(label, count=2)}
text = tools["label"]("a")  #: str
# = A static method kept
class Maths:
    @staticmethod
    def half(number):
        return number / 2

    @classmethod
    def make(cls):
        return cls()


half, make = Maths.half, Maths.make
value = half(3)  #: float
maths = make()  #: Maths
# = Functions in a class's dictionary
class Reader:
    def read_text(self, data):
        return data.decode()

    def read_size(self, data):
        return len(data)

    readers = {"text": read_text, "size": read_size}

    def read(self, data):
        size = self.readers["size"](self, data)  #: int
        return self.readers["text"](self, data), size


text, size = Reader().read(b"a")  #: text: str; size: int
# = Functions from operator
import operator

table = {"+": operator.add, "<": operator.lt, "len": len}
total = operator.itemgetter(0)([1])
smaller = table["<"](1, 2)  #: bool or typing.Any
count = table["len"]("a")  #: int
# = A pipeline
def strip(text):
    return text.strip()


def upper(text):
    return text.upper()


value = " a "
for step in [strip, upper]:
    value = step(value)  #: str
final = value  #: str
# = A named tuple of functions
from collections import namedtuple

Codec = namedtuple("Codec", "encode decode")
codec = Codec(lambda text: text.encode(), lambda data: data.decode())
data = codec.encode("a")  #: bytes
text = codec.decode(b"a")  #: str
