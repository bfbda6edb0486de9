# = Type of a value
number = 3
kind = type(number)  #: type[int]
again = type(number)("4")  #: int
name = type(number).__name__  #: str
# = Type of an object makes another
class Point:
    def __init__(self, x):
        self.x = x

    def moved(self, step):
        other = type(self)(self.x + step)  #: Point
        return other


moved = Point(1).moved(2)  #: Point
x = moved.x  #: int
# = The class attribute
class Tree:
    label = "oak"

    def copy(self):
        made = self.__class__()  #: Tree
        return made


tree = Tree().copy()  #: Tree
label = tree.__class__.label  #: str
# = A class made by type
Point = type("Point", (), {"x": 0, "name": "origin"})
x = Point.x  #: int
name = Point().name  #: str
# = A class made by type with a base
class Base:
    def greet(self):
        return "hello"


Child = type("Child", (Base,), {"depth": 1})
text = Child().greet()  #: str
depth = Child.depth  #: int
# = A metaclass that adds a method
class Meta(type):
    def describe(cls):
        return cls.__name__


class Shop(metaclass=Meta):
    pass


text = Shop.describe()  #: str
shop = Shop()  #: Shop
# = A metaclass that counts
class Counted(type):
    count = 0

    def __call__(cls, *args):
        cls.count += 1
        return super().__call__(*args)


class Row(metaclass=Counted):
    def __init__(self, size):
        self.size = size


row = Row(3)  #: Row
count = Row.count  #: int
# = A metaclass that can be iterated
class Listed(type):
    def __iter__(cls):
        return iter(["a", "b"])

    def __len__(cls):
        return 2


class Letters(metaclass=Listed):
    pass


for letter in Letters:  #: letter: str
    pass
size = len(Letters)  #: int
# = A metaclass with items
class Table(type):
    def __getitem__(cls, key):
        return len(key)


class Names(metaclass=Table):
    pass


size = Names["abc"]  #: int
# = A registry by init_subclass
class Plugin:
    plugins = []

    def __init_subclass__(cls):
        Plugin.plugins.append(cls)

    def run(self):
        return "run"


class First(Plugin):
    pass


results = [plugin().run() for plugin in Plugin.plugins]  #: list[str]
# = Super in a chain
class A:
    def value(self):
        return 1


class B(A):
    def value(self):
        below = super().value()  #: int
        return below + 0.5


result = B().value()  #: float
# = Super over two bases
class Named:
    def label(self):
        return "name"


class Sized:
    def size(self):
        return 3


class Both(Named, Sized):
    def label(self):
        text = super().label()  #: str
        size = super().size()  #: int
        return text * size


label = Both().label()  #: str
# = Super in a diamond
class Root:
    def parts(self):
        return ["root"]


class Left(Root):
    def parts(self):
        return super().parts() + ["left"]


class Right(Root):
    def parts(self):
        return super().parts() + ["right"]


class Both(Left, Right):
    def parts(self):
        below = super().parts()  #: list[str]
        return below + ["both"]


parts = Both().parts()  #: list[str]
# = Super with arguments
class Base:
    def __init__(self, name):
        self.name = name


class Child(Base):
    def __init__(self, name, age):
        super(Child, self).__init__(name)
        self.age = age


child = Child("a", 3)
name = child.name  #: str
age = child.age  #: int
# = Super in a class method
class Base:
    @classmethod
    def make(cls):
        return cls()


class Child(Base):
    @classmethod
    def make(cls):
        made = super().make()  #: Child
        return made


child = Child.make()  #: Child
# = The base's method called by name
class Base:
    def text(self):
        return "base"


class Child(Base):
    def text(self):
        inner = Base.text(self)  #: str
        return [inner]


texts = Child().text()  #: list[str]
# = Getattr with a literal
class Shop:
    name = "corner"

    def count(self):
        return 3


shop = Shop()
name = getattr(shop, "name")  #: str
count = getattr(shop, "count")()  #: int
# = Getattr with a default
class Shop:
    name = "corner"


name = getattr(Shop(), "name", None)  #: str or str | None
other = getattr(Shop(), "missing", 3)  #: int
# = Getattr with a constant
FIELD = "price"


class Tea:
    price = 2.5


price = getattr(Tea, FIELD)  #: float
# = Setattr with a literal
class Box:
    pass


box = Box()
setattr(box, "size", 3)
size = box.size  #: int
# = Setattr on self
class Config:
    def __init__(self):
        setattr(self, "depth", 1)
        self.name = "a"


config = Config()
depth = config.depth  #: int
name = getattr(config, "name")  #: str
# = Dynamic attributes
class Record:
    def __getattr__(self, name):
        return len(name)


record = Record()
size = record.anything  #: int
# = Dynamic attributes beside real ones
class Proxy:
    def __init__(self):
        self.name = "a"

    def __getattr__(self, name):
        return [name]


proxy = Proxy()
name = proxy.name  #: str
other = proxy.other  #: list[str]
# = Attributes handed on
class Inner:
    def run(self):
        return "ran"


class Outer:
    def __init__(self):
        self.inner = Inner()

    def __getattr__(self, name):
        return getattr(self.inner, name)


text = Outer().run()  #: str or typing.Any
# = An object that is called
class Adder:
    def __init__(self, amount):
        self.amount = amount

    def __call__(self, number):
        return self.amount + number


add = Adder(2)
result = add(3)  #: int
# = A class that is called for another
class Factory:
    def __new__(cls, name):
        made = super().__new__(cls)
        made.name = name
        return made


made = Factory("a")  #: Factory
name = made.name  #: str
# = Items and contents
class Grid:
    def __init__(self):
        self.cells = {"a": 1}

    def __getitem__(self, key):
        return self.cells[key]

    def __contains__(self, key):
        return key in self.cells

    def __len__(self):
        return len(self.cells)


grid = Grid()
cell = grid["a"]  #: int
inside = "a" in grid  #: bool
size = len(grid)  #: int
# = Globals by a literal
depth = 3


def double(number):
    return number * 2


value = globals()["depth"]  #: int
result = globals()["double"](4)  #: int
# = Globals that are assigned
globals()["limit"] = 5
value = limit  #: int
# = Vars and dict
class Point:
    def __init__(self):
        self.x = 1


point = Point()
names = list(vars(point))  #: list[str]
kind = point.__class__.__name__  #: str
# = A descriptor
class Positive:
    def __get__(self, owner, kind):
        return 3

    def __set__(self, owner, value):
        pass


class Order:
    count = Positive()


count = Order().count  #: int
# = Slots
class Point:
    __slots__ = ("x", "name")

    def __init__(self, x, name):
        self.x = x
        self.name = name


point = Point(1, "a")
x = point.x  #: int
name = point.name  #: str
# = A class in a function
def make(base):
    class Made(base):
        def size(self):
            return 3

    return Made


class Root:
    def name(self):
        return "root"


Made = make(Root)
size = Made().size()  #: int
name = Made().name()  #: str
# = Attrgetter and methodcaller
from operator import attrgetter, itemgetter, methodcaller


class Tea:
    price = 2


teas = [Tea()]
cheapest = min(teas, key=attrgetter("price"))  #: Tea
first = sorted([("a", 1)], key=itemgetter(1))[0]  #: tuple[str, int]
# = A name that is tested for
class Shop:
    name = "corner"


shop = Shop()
if hasattr(shop, "name"):
    name = shop.name  #: str
flag = hasattr(shop, "owner")  #: bool
# = Isinstance with type
def describe(value):
    if type(value) is int:
        return value + 1
    return 0


result = describe(3)  #: int
same = type("a") == str  #: bool
