# = Next of a generator
def numbers():
    yield 1
    yield 2


first = next(numbers())  #: int
second = next(numbers(), None)  #: int | None
# = A loop over a generator
def words(text):
    for word in text.split():
        yield word.upper()


for word in words("a b"):  #: word: str
    size = len(word)  #: int
listed = list(words("a"))  #: list[str]
# = Yields of two types
def mixed():
    yield 1
    yield "a"


for value in mixed():
    shown = str(value)  #: str
values = list(mixed())  #: list[int | str]
# = Pairs
def pairs():
    for index, name in enumerate(["a", "b"]):
        yield index, name


for index, name in pairs():  #: index: int; name: str
    label = name * index  #: str
table = dict(pairs())  #: dict[int, str]
# = Send
def averager():
    total, count, average = 0.0, 0, 0.0
    while True:
        value = yield average  #: float
        total += value
        count += 1
        average = total / count


mean = averager()
next(mean)
result = mean.send(2.5)  #: float
# = Send of a text
def echo():
    answer = ""
    while True:
        text = yield answer  #: str
        answer = text.upper()


speaker = echo()
started = next(speaker)  #: str
reply = speaker.send("a")  #: str
# = Yield from a list
def chained():
    yield from [1, 2]
    yield from (3, 4)


total = sum(chained())  #: int
first = next(chained())  #: int
# = Yield from a generator
def inner():
    yield "a"


def outer():
    yield from inner()
    yield "b"


joined = "".join(outer())  #: str
letters = [letter for letter in outer()]  #: letter: str; letters: list[str]
# = The value that is returned
def inner():
    yield 1
    return "done"


def outer():
    result = yield from inner()  #: str
    yield len(result)


last = list(outer())[-1]  #: int
# = The value of StopIteration
def job():
    yield 1
    return "done"


running = job()
next(running)
try:
    next(running)
except StopIteration as stop:
    value = stop.value  #: str or typing.Any
# = A pipeline
def read():
    yield "1 a"
    yield "2 b"


def split(lines):
    for line in lines:  #: line: str
        yield line.split()


def parse(rows):
    for number, name in rows:  #: number: str; name: str
        yield int(number), name


result = list(parse(split(read())))  #: list[tuple[int, str]]
# = Generator expressions in a row
lines = ["1", "2"]
numbers = (int(line) for line in lines)
doubled = (number * 2 for number in numbers)  #: number: int
total = sum(doubled)  #: int
first = next(value for value in (1.5, 2.5))  #: first: float
# = An infinite generator
def count(start):
    while True:
        yield start
        start += 1


from itertools import islice

few = list(islice(count(3), 2))  #: list[int]
one = next(count(0))  #: int
# = A generator method
class Shelf:
    def __init__(self):
        self.books = ["a", "b"]

    def each(self):
        for book in self.books:
            yield book


for book in Shelf().each():  #: book: str
    title = book.title()  #: str
# = Iter as a generator
class Shelf:
    def __init__(self, books):
        self.books = books

    def __iter__(self):
        for book in self.books:
            yield book.upper()


for book in Shelf(["a"]):  #: book: str
    pass
books = list(Shelf(["a"]))  #: list[str]
first, *rest = Shelf(["a", "b"])  #: first: str; rest: list[str]
# = An iterator class
class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left


for left in Countdown(3):  #: left: int
    pass
values = list(Countdown(3))  #: list[int]
one = next(Countdown(3))  #: int
# = Getitem as iteration
class Letters:
    def __getitem__(self, index):
        if index > 1:
            raise IndexError
        return "ab"[index]


for letter in Letters():  #: letter: str
    pass
letters = list(Letters())  #: list[str]
# = Zip and enumerate of generators
def names():
    yield "a"


def sizes():
    yield 1.5


for index, (name, size) in enumerate(zip(names(), sizes())):  #: index: int; name: str; size: float
    pass
# = Chained
from itertools import chain


def numbers():
    yield 1


def words():
    yield "a"


both = list(chain(numbers(), numbers()))  #: list[int]
mixed = list(chain.from_iterable([words()]))  #: list[str]
# = A generator that is given one
def evens(values):
    for value in values:  #: value: int
        if value % 2 == 0:
            yield value


result = list(evens(range(4)))  #: list[int]
again = list(evens(evens([2])))  #: list[int]
# = Unpacked into a call
def pair():
    yield 1
    yield 2


def add(a, b):  #: a: int; b: int
    return a + b


total = add(*pair())  #: int
# = Greatest of a generator
def sizes():
    yield 1.5
    yield 2.5


largest = max(sizes())  #: float
ordered = sorted(sizes())  #: list[float]
unique = set(sizes())  #: set[float]
# = A generator of records
def people():
    yield {"name": "Ann", "age": 30}


for person in people():
    name = person["name"]  #: str
    age = person["age"]  #: int
# = A generator of objects
class User:
    def __init__(self, name):
        self.name = name


def users():
    for name in ["a", "b"]:
        yield User(name)


user = next(users())  #: User
names = [user.name for user in users()]  #: list[str]
# = A conditional next
def lines():
    yield "a"


source = lines()
line = next(source, "")  #: str
while line:
    upper = line.upper()  #: str
    line = next(source, "")
# = A manager
from contextlib import contextmanager


@contextmanager
def numbered():
    yield 3


with numbered() as number:  #: number: int
    pass
# = Closed and thrown into
def careful():
    try:
        yield 1
    except ValueError as error:
        yield len(error.args)


running = careful()
first = next(running)  #: int
second = running.throw(ValueError("a"))  #: int
nothing = running.close()  #: None
# = An asynchronous generator
import asyncio


async def ticks():
    yield 1.5


async def main():
    values = [tick async for tick in ticks()]  #: tick: float; values: list[float]
    async for tick in ticks():
        doubled = tick * 2  #: float
    return values


result = asyncio.run(main())  #: list[float]
# = Reversed and tee
from itertools import tee


def numbers():
    yield 1


left, right = tee(numbers())
total = sum(left)  #: int
listed = list(right)  #: list[int]
