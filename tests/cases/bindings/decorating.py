# = Wrapper that keeps the result
import functools


def traced(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        result = function(*args, **kwargs)  #: int
        return result

    return wrapper


@traced
def add(a, b):
    return a + b


total = add(1, 2)  #: int
# = Wrapper that changes the result
def as_text(function):
    def wrapper(number):
        return str(function(number))

    return wrapper


@as_text
def double(number):
    return number * 2


text = double(4)  #: str
# = Wrapper without wraps
def logged(function):
    def inner(*args):
        return function(*args)

    return inner


@logged
def name(first, last):
    return first + last


full = name("a", "b")  #: str
# = With arguments
def repeat(count):
    def decorate(function):
        def wrapper(*args):
            return [function(*args) for _ in range(count)]

        return wrapper

    return decorate


@repeat(3)
def roll(sides):
    return sides - 1


rolls = roll(6)  #: list[int]
# = With arguments, the result kept
import functools


def tagged(tag):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            return function(*args, **kwargs)

        return wrapper

    return decorate


@tagged("a")
def size(text):
    return len(text)


count = size("abc")  #: int
# = Stacked
def as_list(function):
    def wrapper(value):
        return [function(value)]

    return wrapper


def as_text(function):
    def wrapper(value):
        return str(function(value))

    return wrapper


@as_list
@as_text
def double(number):
    return number * 2


result = double(4)  #: list[str]
# = A class as decorator
class Counted:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@Counted
def shout(text):
    return text.upper()


result = shout("a")  #: str
calls = shout.calls  #: int
# = A class with arguments as decorator
class Prefixed:
    def __init__(self, prefix):
        self.prefix = prefix

    def __call__(self, function):
        def wrapper(text):
            return self.prefix + function(text)

        return wrapper


@Prefixed("-")
def upper(text):
    return text.upper()


result = upper("a")  #: str
# = Returns the function itself
def register(function):
    function.is_registered = True
    return function


@register
def area(width, height):
    return width * height


result = area(2, 2.5)  #: float
# = Called in the place of the function
def run(function):
    return function()


@run
def answer():
    return 42


value = answer  #: int
# = Replaced by an object
class Command:
    def __init__(self, function):
        self.name = function.__name__


def command(function):
    return Command(function)


@command
def build():
    pass


name = build.name  #: str
made = build  #: Command
# = A property
class Square:
    def __init__(self, side):
        self.side = side

    @property
    def area(self):
        return self.side**2


area = Square(3).area  #: int
# = A property with a setter
class Account:
    def __init__(self):
        self._owner = ""

    @property
    def owner(self):
        return self._owner

    @owner.setter
    def owner(self, name):
        self._owner = name.strip()


account = Account()
account.owner = " Ann "
owner = account.owner  #: str
# = A cached property
from functools import cached_property


class Report:
    @cached_property
    def rows(self):
        return ["a", "b"]


rows = Report().rows  #: list[str]
first = Report().rows[0]  #: str
# = A cache
import functools


@functools.cache
def square(number):
    return number * number


nine = square(3)  #: int
square.cache_clear()
hits = square.cache_info().hits  #: int
# = A cache with a size
from functools import lru_cache


@lru_cache(maxsize=8)
def label(number):
    return f"#{number}"


text = label(3)  #: str
# = A context manager
from contextlib import contextmanager


@contextmanager
def opened(name):
    yield name.upper()


with opened("a") as text:  #: text: str
    size = len(text)  #: int
# = A context manager that gives an object
from contextlib import contextmanager


class Session:
    user = "ann"


@contextmanager
def session():
    current = Session()
    try:
        yield current
    finally:
        current.user = ""


with session() as active:  #: active: Session
    user = active.user  #: str
# = A partial
from functools import partial


def power(base, exponent):
    return base**exponent


square = partial(power, exponent=2)
result = square(3)  #: int
# = A partial of a class
from functools import partial


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


origin = partial(Point, 0)
point = origin(2)  #: Point
x = origin(2).x  #: int
# = A partial of a built-in function
from functools import partial

parse_binary = partial(int, base=2)
number = parse_binary("101")  #: int
# = Wraps as a partial
from functools import partial, wraps


def plain(text):
    return len(text)


@wraps(plain)
def wrapped(text):
    return str(plain(text))


result = wrapped("abc")  #: str
# = A class decorator that keeps the class
def registered(cls):
    cls.is_registered = True
    return cls


@registered
class Tea:
    name = "tea"


tea = Tea()  #: Tea
name = tea.name  #: str
# = A class decorator that adds nothing known
import functools


@functools.total_ordering
class Version:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self.number == other.number

    def __lt__(self, other):
        return self.number < other.number


newer = Version(2) > Version(1)  #: bool
version = Version(3)  #: Version
# = A singleton
def singleton(cls):
    return cls()


@singleton
class Settings:
    depth = 3


depth = Settings.depth  #: int
# = A data class
from dataclasses import dataclass, field


@dataclass
class Order:
    item: str
    count: int = 1
    tags: list = field(default_factory=list)


order = Order("tea")  #: Order
item = order.item  #: str
count = order.count  #: int
# = Static and class methods
class Text:
    @staticmethod
    def clean(value):
        return value.strip()

    @classmethod
    def empty(cls):
        return cls()


clean = Text.clean(" a ")  #: str
empty = Text.empty()  #: Text
# = A decorated method
import functools


def checked(method):
    @functools.wraps(method)
    def wrapper(self, *args):
        return method(self, *args)

    return wrapper


class Stack:
    def __init__(self):
        self.items = [1]

    @checked
    def top(self):
        return self.items[-1]


top = Stack().top()  #: int
# = A decorated method with another result
def counted(method):
    def wrapper(self, text):
        return len(method(self, text))

    return wrapper


class Shout:
    @counted
    def run(self, text):
        return text.upper()


size = Shout().run("a")  #: int
# = Optional arguments
import functools


def retried(function=None, *, times=2):
    if function is None:
        return functools.partial(retried, times=times)

    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)

    return wrapper


@retried
def load(name):
    return name.encode()


@retried(times=3)
def store(name):
    return len(name)


data = load("a")  #: bytes
size = store("a")  #: int
# = A decorator that makes a pair
import time


def timed(function):
    def wrapper(*args):
        start = time.perf_counter()
        result = function(*args)
        return result, time.perf_counter() - start

    return wrapper


@timed
def add(a, b):
    return a + b


total, seconds = add(1, 2)  #: total: int; seconds: float
# = A decorator that catches
def safe(function):
    def wrapper(text):
        try:
            return function(text)
        except ValueError:
            return None

    return wrapper


@safe
def parse(text):
    return int(text)


number = parse("1")  #: int | None
# = A generator that becomes a list
def collected(function):
    def wrapper(*args):
        return list(function(*args))

    return wrapper


@collected
def numbers(count):
    yield from range(count)


result = numbers(3)  #: list[int]
# = A descriptor as decorator
class Lazy:
    def __init__(self, function):
        self.function = function

    def __get__(self, owner, kind):
        return self.function(owner)


class Page:
    @Lazy
    def words(self):
        return ["a", "b"]


words = Page().words  #: list[str]
# = Single dispatch
from functools import singledispatch


@singledispatch
def show(value):
    return "?"


@show.register
def _(value: int):
    return "number"


text = show(3)  #: str
# = Applied by hand
def as_text(function):
    def wrapper(value):
        return str(function(value))

    return wrapper


def double(number):
    return number * 2


double_text = as_text(double)
text = double_text(4)  #: str
number = double(4)  #: int
# = An asynchronous wrapper
import asyncio
import functools


def traced(function):
    @functools.wraps(function)
    async def wrapper(*args):
        result = await function(*args)  #: str
        return result

    return wrapper


@traced
async def fetch(name):
    return name.upper()


text = asyncio.run(fetch("a"))  #: str
