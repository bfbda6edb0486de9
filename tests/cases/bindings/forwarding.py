# = Arguments handed on
def add(a, b):  #: a: int; b: int
    return a + b


def call(*args):
    return add(*args)


total = call(1, 2)  #: int
# = Keywords handed on
def label(text, width):  #: text: str; width: int
    return text.ljust(width)


def call(**options):
    return label(**options)


result = call(text="a", width=3)  #: str
# = Both handed on
def show(name, count, sep):  #: name: str; count: int; sep: str
    return sep.join([name] * count)


def call(*args, **kwargs):
    return show(*args, **kwargs)


result = call("a", 2, sep="-")  #: str
# = A function and its arguments
def run(function, *args):
    result = function(*args)
    return result


def power(base, exponent):  #: base: int; exponent: int
    return base**exponent


def shout(text):  #: text: str
    return text.upper()


number = run(power, 2, 3)  #: int
# = To super
class Base:
    def __init__(self, name, size):  #: name: str; size: int
        self.name = name
        self.size = size


class Child(Base):
    def __init__(self, *args):
        super().__init__(*args)


child = Child("a", 3)
name = child.name  #: str
size = child.size  #: int
# = To super with keywords
class Base:
    def __init__(self, name="", size=0):
        self.name = name
        self.size = size


class Child(Base):
    def __init__(self, color, **kwargs):
        super().__init__(**kwargs)
        self.color = color


child = Child("red", name="a")
name = child.name  #: str
color = child.color  #: str
# = First taken off
def tag(name, *parts):
    body = " ".join(parts)  #: str
    return name + body


def bold(*parts):
    return tag("b", *parts)


text = bold("a", "b")  #: str
# = Index into the arguments
def first(*args):
    one = args[0]  #: int
    return one


result = first(1, 2)  #: int
# = Index into mixed arguments
def swap(*args):
    a, b = args
    return b, a


left, right = swap(1, "a")  #: left: str; right: int
# = A keyword by its name
def make(**options):
    size = options["size"]  #: int
    name = options["name"]  #: str
    return name * size


text = make(size=2, name="a")  #: str
# = A keyword popped
def make(**options):
    size = options.pop("size", 1)  #: int
    return size


size = make(size=3, name="a")  #: int
# = A keyword with get
def make(**options):
    name = options.get("name", "b")  #: str
    return name


name = make(size=3, name="a")  #: str
# = Keywords of one type
def total(**prices):
    result = sum(prices.values())  #: int
    for item, price in prices.items():
        label = item.upper()  #: str
    return result


amount = total(tea=2, milk=3)  #: int
# = Loop over the arguments
def join(*words):
    text = ""
    for word in words:  #: word: str
        text += word
    return text


text = join("a", "b")  #: str
# = A list unpacked
def area(width, height):  #: width: int; height: int
    return width * height


sides = [2, 3]
result = area(*sides)  #: int
# = A tuple unpacked
def label(name, count):  #: name: str; count: int
    return name * count


pair = ("a", 2)
result = label(*pair)  #: str
# = A dictionary unpacked
def label(name, count):  #: name: str; count: int
    return name * count


options = {"name": "a", "count": 2}
result = label(**options)  #: str
# = Built in steps
def label(name, count=1):
    return name * count


options = {}
options["name"] = "a"
options["count"] = 2
result = label(**options)  #: str
# = Extra keywords added
def draw(color, width):  #: color: str; width: int
    return color * width


def line(**options):
    return draw(width=2, **options)


text = line(color="a")  #: str
# = A default set
def draw(color, width):  #: color: str; width: int
    return color * width


def line(**options):
    options.setdefault("width", 3)
    return draw(**options)


text = line(color="a")  #: str
# = Through two functions
def inner(a, b):  #: a: str; b: float
    return a, b


def middle(*args):
    return inner(*args)


def outer(*args):
    return middle(*args)


text, number = outer("a", 2.5)  #: text: str; number: float
# = Through a method
class Log:
    def write(self, level, text):  #: level: int; text: str
        return text * level

    def info(self, *args):
        return self.write(1, *args)


line = Log().info("a")  #: str
# = A factory of objects
class Point:
    def __init__(self, x, y):  #: x: int; y: int
        self.x = x
        self.y = y


def make(kind, *args, **kwargs):
    return kind(*args, **kwargs)


point = make(Point, 1, y=2)  #: Point
x = point.x  #: int
# = A class method that makes
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    @classmethod
    def of(cls, *values):
        return cls(*values)


point = Point.of(1, 2.5)  #: Point
y = point.y  #: float
# = Zip of stars
rows = [(1, "a"), (2, "b")]
numbers, names = zip(*rows)
columns = list(zip(*[[1, 2], [3, 4]]))
first = columns[0][0]  #: int
# = Display with stars
low, high = [1, 2], (3.5,)
both = [*low, *high]  #: list[float | int] or list[float]
texts = (*"ab", "c")  #: tuple[str, str, str] or tuple[str, ...]
merged = {**{"a": 1}, **{"b": 2}}  #: dict[str, int]
# = Printed arguments
def log(message, *args):
    text = message % args  #: str
    return text


line = log("%s", 3)  #: str
# = Counted arguments
def count(*args, **kwargs):
    number = len(args) + len(kwargs)  #: int
    names = list(kwargs)  #: list[str]
    return number


result = count(1, a=2)  #: int
# = A partial with stars
def bind(function, *first):
    def call(*rest):
        return function(*first, *rest)

    return call


def join(a, b):  #: a: str; b: str
    return a + b


text = bind(join, "a")("b")  #: str
# = Remembered arguments
class Later:
    def __init__(self, function, *args):
        self.function = function
        self.args = args

    def run(self):
        return self.function(*self.args)


def add(a, b):  #: a: int; b: int
    return a + b


total = Later(add, 1, 2).run()  #: int
# = Only keywords
def box(*, width, name="a"):
    return name * width


def wide(**options):
    return box(width=3, **options)


text = wide(name="b")  #: str
# = Arguments tested
def largest(*values):
    if len(values) == 1:
        return values[0]
    return max(*values)


number = largest(1, 2)  #: int
