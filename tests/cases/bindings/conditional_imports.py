# = A fast module or a slow one
try:
    import ujson_not_there as json
except ImportError:
    import json
text = json.dumps([1])  #: str
# = A module or None
try:
    import not_there_at_all as speed
except ImportError:
    speed = None
import math

root = math.sqrt(4) if speed is None else speed.sqrt(4)  #: float
# = Names or a fallback function
try:
    from not_there_at_all import clean
except ImportError:

    def clean(text):
        return text.strip()


text = clean(" a ")  #: str
# = Names or a fallback class
try:
    from not_there_at_all import Table
except ImportError:

    class Table:
        size = 3


table = Table()  #: Table
size = Table().size  #: int
# = A newer module
import sys

if sys.version_info >= (3, 11):
    import tomllib as toml
else:
    toml = None
table = toml.loads("a = 1")  #: dict[str, typing.Any]
# = An older module
import sys

if sys.version_info >= (3,):
    from io import StringIO
else:
    from StringIO import StringIO
buffer = StringIO()  #: io.StringIO
text = buffer.getvalue()  #: str
# = By platform
import sys

if sys.platform == "win32":
    import ntpath as path
else:
    import posixpath as path
name = path.basename("a/b")  #: str
# = By os name
import os

if os.name == "nt":
    SEPARATOR = "\\"
else:
    SEPARATOR = "/"
parts = "a/b".split(SEPARATOR)  #: list[str]
# = Only for types
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import OrderedDict


def first(table):
    return next(iter(table))


key = first({"a": 1})  #: str
# = A flag
try:
    import not_there_at_all

    HAS_IT = True
except ImportError:
    HAS_IT = False
flag = HAS_IT  #: bool
# = A flag that is used
try:
    import json

    HAS_JSON = True
except ImportError:
    HAS_JSON = False


def dump(value):
    if HAS_JSON:
        return json.dumps(value)
    return repr(value)


text = dump([1])  #: str
# = A fallback constant
try:
    from not_there_at_all import LIMIT
except ImportError:
    LIMIT = 3
double = LIMIT * 2  #: int
# = Several fallbacks
try:
    import not_there_at_all as pickle
except ImportError:
    try:
        import cPickle as pickle
    except ImportError:
        import pickle
data = pickle.dumps(1)  #: bytes
# = A module found in a function
def load():
    try:
        import not_there_at_all as json
    except ImportError:
        import json
    return json


text = load().dumps([1])  #: str
# = Else of try
try:
    import json
except ImportError:
    text = ""  #: str
else:
    text = json.dumps([1])  #: str
result = text  #: str
# = Module not found
try:
    from not_there_at_all import cached
except ModuleNotFoundError:
    from functools import lru_cache as cached


@cached(maxsize=None)
def size(text):
    return len(text)


count = size("a")  #: int
# = A local import
def today():
    from datetime import date

    day = date.today()  #: datetime.date
    return day


day = today()  #: datetime.date
year = today().year  #: int
# = A class in a branch
import sys

if sys.version_info >= (3, 8):

    class Reader:
        def read(self):
            return "text"

else:

    class Reader:
        def read(self):
            return b"data"


text = Reader().read()  #: str
# = A function in a branch
import sys

if sys.version_info[0] >= 3:

    def text_of(data):
        return data.decode()

else:

    def text_of(data):
        return data


text = text_of(b"a")  #: str
# = Types by version
import sys

if sys.version_info[0] == 2:
    text_type = unicode
else:
    text_type = str
text = text_type(3)  #: str
# = An own module with a fallback
try:
    from shop import price
except ImportError:

    def price(name):
        return 0


cost = price("tea")  #: int or float
# + shop.py
def price(name):
    return 2.5
# = An own optional module
try:
    import shop
except ImportError:
    shop = None


def cost():
    if shop is None:
        return 0.0
    return shop.price("tea")


result = cost()  #: float
# + shop.py
def price(name):
    return 2.5
# = Optional inside a class
class Codec:
    try:
        import json as format
    except ImportError:
        format = None

    def dump(self, value):
        return self.format.dumps(value)


text = Codec().dump([1])  #: str
# = A stand-in class
try:
    from not_there_at_all import Lock
except ImportError:
    from threading import Lock
lock = Lock()
taken = lock.acquire()  #: bool
# = Imported when it is needed
_json = None


def json_module():
    global _json
    if _json is None:
        import json

        _json = json
    return _json


text = json_module().dumps([1])  #: str
# = Find spec
import importlib.util

if importlib.util.find_spec("json") is not None:
    import json

    text = json.dumps([1])  #: str
has_it = importlib.util.find_spec("json") is not None  #: bool
# = By an environment variable
import os

if os.environ.get("FAST"):
    from math import fsum as total
else:
    total = sum
result = total([1, 2])  #: float or int or float | int
# = By a constant
DEBUG = False
if DEBUG:
    from pprint import pformat as show
else:
    show = repr
text = show([1])  #: str
# = Two names at once
try:
    from not_there_at_all import dumps, loads
except ImportError:
    from json import dumps, loads
text = dumps([1])  #: str
# = A default in an except branch
try:
    import json
    from json import JSONDecodeError
except ImportError:
    JSONDecodeError = ValueError
try:
    value = json.loads("3")
except JSONDecodeError:
    value = None
name = JSONDecodeError.__name__  #: str
