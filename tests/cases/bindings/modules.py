# = A module under a name
import math

tool = math
root = tool.sqrt(4)  #: float
pi = tool.pi  #: float
# = A module as an argument
import math


def area(module, radius):
    result = module.pi * radius  #: float
    return result


size = area(math, 2)  #: float
# = Modules in a dictionary
import json
import math

modules = {"json": json, "math": math}
text = modules["json"].dumps([1])  #: str
root = modules["math"].sqrt(4)  #: float
# = A module in an attribute
import json


class Writer:
    def __init__(self):
        self.format = json

    def write(self, value):
        text = self.format.dumps(value)  #: str
        return text


text = Writer().write([1])  #: str
# = A module in a class
import math


class Shape:
    tools = math

    def half(self):
        return self.tools.pi / 2


half = Shape().half()  #: float
# = Importlib with a literal
import importlib

module = importlib.import_module("math")  #: types.ModuleType
root = module.sqrt(4)  #: float
# = Importlib with an imported function
from importlib import import_module

json = import_module("json")  #: types.ModuleType
text = json.dumps([1])  #: str
# = Importlib of a dotted name
from importlib import import_module

path = import_module("os.path")
name = path.basename("a/b")  #: str
# = The built-in function for imports
math = __import__("math")
root = math.sqrt(4)  #: float
# = Modules that are loaded
import math
import sys

module = sys.modules["math"]
root = module.sqrt(4)  #: float
# = A name of a module by a literal
import math

root = getattr(math, "sqrt")(4)  #: float
pi = getattr(math, "pi")  #: float
# = A module returned by a function
def load():
    import json

    return json


text = load().dumps([1])  #: str
# = A choice of modules
import ntpath
import posixpath
import sys

path = ntpath if sys.platform == "never" else posixpath
name = path.basename("a/b")  #: str
# = The alias of a submodule
import os.path as files

name = files.basename("a/b")  #: str
exists = files.exists("a")  #: bool
# = A submodule by its package
import os

name = os.path.join("a", "b")  #: str
import xml.etree.ElementTree

tree = xml.etree.ElementTree.fromstring("<a/>")  #: xml.etree.ElementTree.Element or xml.etree.ElementTree.Element[str]
# = A function of a module under a name
import math

root = math.sqrt
value = root(4)  #: float
floor = math.floor
number = floor(2.5)  #: int
# = An own module
import shop

name = shop.NAME  #: str
total = shop.total([1, 2])  #: int
cart = shop.Cart()  #: shop.Cart
# + shop.py
NAME = "corner"


def total(prices):
    return sum(prices)


class Cart:
    size = 0
# = An own module by importlib
import importlib

shop = importlib.import_module("shop")
name = shop.NAME  #: str
cart = shop.Cart()  #: shop.Cart
# + shop.py
NAME = "corner"


class Cart:
    size = 0
# = Names of an own module
from shop import Cart, total as count

cart = Cart(3)  #: shop.Cart
size = cart.size  #: int
number = count([1])  #: int
# + shop.py
class Cart:
    def __init__(self, size):
        self.size = size


def total(prices):
    return sum(prices)
# = All names of an own module
from shop import *

name = NAME  #: str
number = total([1])  #: int
# + shop.py
NAME = "corner"


def total(prices):
    return sum(prices)
# = A package
from store import open_store
from store.shelf import Shelf

store = open_store()  #: store.shelf.Shelf
shelf = Shelf()  #: store.shelf.Shelf
size = shelf.size  #: int
# + store/__init__.py
from .shelf import Shelf


def open_store():
    return Shelf()
# + store/shelf.py
class Shelf:
    size = 3
# = A submodule as a value
from store import shelf

shelves = shelf
made = shelves.Shelf()  #: store.shelf.Shelf
size = getattr(shelves, "LIMIT")  #: int
# + store/__init__.py
# + store/shelf.py
LIMIT = 3


class Shelf:
    pass
# = Plugins by name
import importlib


def load(name):
    module = importlib.import_module("plugins")
    return module.Plugin(name)


plugin = load("a")  #: plugins.Plugin
label = plugin.label()  #: str
# + plugins.py
class Plugin:
    def __init__(self, name):
        self.name = name

    def label(self):
        return self.name
# = Names of the module itself
import sys

LIMIT = 3
name = __name__  #: str
this = sys.modules[__name__]
path = __file__  #: str
# = The module's documentation
import math

text = math.__doc__  #: str or str | None
name = math.__name__  #: str
names = dir(math)  #: list[str]
# = A loop over modules
import ntpath
import posixpath

for module in (ntpath, posixpath):
    name = module.basename("a")  #: str
# = A module imported in a function
def root(number):
    import math

    result = math.sqrt(number)  #: float
    return result


value = root(4)  #: float
# = A relative name
import helpers.texts as texts

clean = texts.clean(" a ")  #: str
# + helpers/__init__.py
# + helpers/texts.py
def clean(text):
    return text.strip()
# = A constant of another module's constant
from limits import DOUBLE, NAMES

double = DOUBLE  #: int
first = NAMES[0]  #: str
# + limits.py
import base

DOUBLE = base.SINGLE * 2
NAMES = [base.NAME]
# + base.py
SINGLE = 2
NAME = "a"
# = A class of a module under a name
import collections

Table = collections.OrderedDict
table = Table(a=1)  #: collections.OrderedDict[str, int]
count = collections.Counter("ab")  #: collections.Counter[str]
# = Reloaded
import importlib
import json

json = importlib.reload(json)
text = json.dumps(1)  #: str
