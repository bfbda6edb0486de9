# = Map with a lambda
lengths = list(map(lambda word: len(word), ["a", "bc"]))  #: lengths: list[int]
doubled = [value for value in map(lambda number: number * 2.5, [1, 2])]  #: list[float]
# = The parameter of a mapped lambda
upper = list(map(lambda word: word.upper(), ["a"]))  #: word: str; upper: list[str]
# = Map with two iterables
pairs = list(map(lambda a, b: (a, b), ["a"], [1]))  #: a: str; b: int; pairs: list[tuple[str, int]]
# = Map with a function
def shout(word):  #: word: str
    return word.upper()


loud = list(map(shout, ["a"]))  #: list[str]
# = Map with a class
numbers = list(map(int, ["1", "2"]))  #: list[int]
total = sum(map(float, ["1"]))  #: float or float | int
# = Filter with a lambda
big = list(filter(lambda number: number > 1, [1, 2]))  #: number: int; big: list[int]
# = Filter with None
names = list(filter(None, ["a", ""]))  #: list[str]
present = list(filter(None, [1, None]))  #: list[int]
# = Sorted by a key
words = sorted(["bb", "a"], key=lambda word: len(word))  #: word: str; words: list[str]
# = Sorted pairs
pairs = sorted({"a": 2}.items(), key=lambda pair: pair[1])  #: pair: tuple[str, int]; pairs: list[tuple[str, int]]
first = pairs[0][0]  #: str
# = Sorting in place
names = ["b", "a"]
names.sort(key=lambda name: name.lower())  #: name: str
# = Greatest by a key
longest = max(["a", "bb"], key=lambda word: len(word))  #: word: str; longest: str
nearest = min([1.5, 2.5], key=lambda value: abs(value - 2))  #: value: float; nearest: float
# = Reduce
from functools import reduce

total = reduce(lambda a, b: a + b, [1, 2, 3])  #: a: int; b: int; total: int
text = reduce(lambda text, number: text + str(number), [1, 2], "")  #: text: str
# = Sorted objects
class Item:
    def __init__(self, name, price):
        self.name = name
        self.price = price


items = [Item("tea", 2), Item("milk", 1)]
cheap = sorted(items, key=lambda item: item.price)[0]  #: item: Item; cheap: Item
name = cheap.name  #: str
# = A callback of a function
def apply(function, value):
    return function(value)


result = apply(lambda number: number + 1, 3)  #: number: int; result: int
# = A callback with two parameters
def fold(function, values, start):
    result = start
    for value in values:
        result = function(result, value)
    return result


text = fold(lambda text, number: text + str(number), [1], "")  #: number: int; text: str
# = A callback of a method
class Button:
    def __init__(self, on_click):
        self.on_click = on_click

    def click(self):
        return self.on_click("left")


result = Button(lambda side: side.upper()).click()  #: side: str; result: str
# = A stored callback
class Bus:
    def __init__(self):
        self.handlers = []

    def listen(self, handler):
        self.handlers.append(handler)

    def send(self, number):
        return [handler(number) for handler in self.handlers]


def double(number):  #: number: int
    return number * 2


bus = Bus()
bus.listen(double)
results = bus.send(4)  #: list[int]
# = A named lambda
area = lambda width, height: width * height
result = area(2, 2.5)  #: float
# = A lambda with a default
scale = lambda value, factor=2: value * factor
result = scale(4)  #: int
# = A lambda that captures
prefix = "#"
label = lambda number: prefix + str(number)
text = label(3)  #: str
# = A lambda called at once
result = (lambda text: text.split())("a b")  #: text: str; result: list[str]
# = A lambda that returns a lambda
adder = lambda a: lambda b: a + b
result = adder(1)(2)  #: int
# = Comprehension over numbers
squares = [number**2 for number in range(3)]  #: number: int; squares: list[int]
halves = {number / 2 for number in [1, 2]}  #: set[float]
# = Comprehension over a dictionary
prices = {"tea": 2, "milk": 3}
names = [name.upper() for name in prices]  #: name: str; names: list[str]
labels = {name: str(price) for name, price in prices.items()}  #: price: int; labels: dict[str, str]
turned = {price: name for name, price in prices.items()}  #: dict[int, str]
# = Comprehension with two loops
rows = [[1, 2], [3]]
flat = [cell for row in rows for cell in row]  #: cell: int; flat: list[int]
pairs = [(a, b) for a in "ab" for b in (1, 2)]  #: a: str; b: int; pairs: list[tuple[str, int]]
# = Comprehension over enumerate and zip
numbered = {word: index for index, word in enumerate(["a"])}  #: index: int; word: str; numbered: dict[str, int]
joined = [name * count for name, count in zip(["a"], [2])]  #: name: str; count: int; joined: list[str]
# = Comprehension with a test
values = [1, None, 3]
known = [value for value in values if value is not None]  #: list[int]
texts = [item for item in [1, "a"] if isinstance(item, str)]  #: list[str]
# = Comprehension with a walrus
lines = [" a ", ""]
clean = [text for line in lines if (text := line.strip())]  #: text: str; line: str; clean: list[str]
# = Generator expression handed over
total = sum(len(word) for word in ["a", "bc"])  #: word: str; total: int
joined = ",".join(str(number) for number in (1, 2))  #: number: int; joined: str
found = next(number for number in [1, 2] if number > 1)  #: found: int
# = Any and all
flag = any(word.isupper() for word in ["A"])  #: word: str; flag: bool
# = Group by a key
from itertools import groupby

for size, group in groupby(["a", "bb"], key=lambda word: len(word)):  #: word: str; size: int
    words = list(group)  #: list[str]
# = Taking while
from itertools import takewhile, starmap

low = list(takewhile(lambda number: number < 2, [1, 2]))  #: number: int; low: list[int]
powers = list(starmap(lambda a, b: a + b, [(1, 2)]))  #: a: int; powers: list[int]
# = A default factory
from collections import defaultdict

groups = defaultdict(lambda: [0])
first = groups["a"]  #: list[int]
# = A replacement function
import re

text = re.sub(r"\d", lambda match: match.group().upper(), "a1")  #: match: re.Match[str]; text: str
# = Callback returned by a function
def pick(name):
    if name == "upper":
        return lambda text: text.upper()
    return lambda text: text.lower()


result = pick("upper")("a")  #: str
# = Callbacks in a dictionary
actions = {"up": lambda step: step + 1, "name": lambda step: str(step)}
up = actions["up"](2)  #: int
# = A thread's target
from concurrent.futures import ThreadPoolExecutor


def measure(word):  #: word: str
    return len(word)


with ThreadPoolExecutor(1) as pool:
    size = pool.submit(measure, "abc").result()  #: int
    sizes = list(pool.map(measure, ["a"]))  #: list[int]
