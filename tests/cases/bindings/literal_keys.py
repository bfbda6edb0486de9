# = A record
order = {"item": "tea", "count": 3, "price": 2.5}
item = order["item"]  #: str
count = order["count"]  #: int
total = order["price"] * order["count"]  #: float
# = A record in a function
def summary():
    record = {"name": "tea", "tags": ["hot"], "size": 3}
    tags = record["tags"]  #: list[str]
    size = record["size"]  #: int
    return record["name"], len(tags) + size


name, weight = summary()  #: name: str; weight: int
# = A nested record
config = {"server": {"host": "localhost", "port": 80}, "debug": True}
server = config["server"]  #: dict[str, int | str]
host = config["server"]["host"]  #: str
port = config["server"]["port"]  #: int
debug = config["debug"]  #: bool
# = A key that is assigned later
state = {"count": 0}
state["name"] = "tea"
count = state["count"]  #: int
name = state["name"]  #: str
# = A key that is assigned anew
state = {"value": None, "kind": "empty"}
state["value"] = 4
value = state["value"]  #: int
kind = state["kind"]  #: str
# = An empty record that is filled
row = {}
row["id"] = 7
row["title"] = "tea"
number = row["id"]  #: int
title = row["title"]  #: str
# = Update with a display
settings = {"depth": 1, "label": "a"}
settings.update({"label": b"b", "ratio": 0.5})
depth = settings["depth"]  #: int
label = settings["label"]  #: bytes
ratio = settings["ratio"]  #: float
# = Update with keywords
settings = {"depth": 1}
settings.update(ratio=0.5, name="tea")
depth = settings["depth"]  #: int
ratio = settings["ratio"]  #: float
name = settings["name"]  #: str
# = A dict call with keywords
point = dict(x=1, y=2.5, label="a")
x = point["x"]  #: int
y = point["y"]  #: float
label = point["label"]  #: str
# = Get with and without default
options = {"port": 80, "host": "a"}
port = options.get("port")  #: int or int | None
host = options.get("host", "b")  #: str
missing = options.get("path", b"")  #: bytes or bytes | int | str
# = Pop
options = {"port": 80, "host": "a"}
port = options.pop("port")  #: int
host = options.pop("host", None)  #: str or str | None
# = Delete and assign again
options = {"port": 80, "host": "a"}
del options["port"]
options["port"] = "81"
port = options["port"]  #: str
host = options["host"]  #: str
# = Setdefault
options = {"port": 80, "names": ["a"]}
port = options.setdefault("port", 81)  #: int
names = options.setdefault("names", [])  #: list[str]
first = names[0]  #: str
# = Spread into another
base = {"port": 80, "host": "a"}
full = {**base, "debug": True, "host": b"b"}
port = full["port"]  #: int
host = full["host"]  #: bytes
debug = full["debug"]  #: bool
# = Merge operator
base = {"port": 80, "host": "a"}
full = base | {"debug": True}
port = full["port"]  #: int
host = full["host"]  #: str
debug = full["debug"]  #: bool
# = A constant as key
NAME, COUNT = "name", "count"
record = {NAME: "tea", COUNT: 3}
name = record[NAME]  #: str
count = record["count"]  #: int
# = Number keys
codes = {1: "one", 2: [2], 3: None}
one = codes[1]  #: str
two = codes[2]  #: list[int]
three = codes[3]  #: None
# = Tuple keys and true
grid = {(0, 0): "start", (1, 0): 5, True: b"x"}
start = grid[(0, 0)]  #: str
step = grid[1, 0]  #: int
flag = grid[True]  #: bytes
# = Elements of a tuple
pair = (1, "a", [2.5])
number = pair[0]  #: int
text = pair[1]  #: str
inner = pair[2][0]  #: float
last = pair[-1]  #: list[float]
# = Elements of a list
row = [1, "a", 2.5]
number = row[0]  #: int
text = row[1]  #: str
last = row[-1]  #: float
# = A list that grows
row = [1, "a"]
row.append(2.5)
number = row[0]  #: int
text = row[1]  #: str
other = row[2]  #: float
# = Assigned element of a list
row = [1, "a"]
row[0] = b"x"
first = row[0]  #: bytes
second = row[1]  #: str
# = Slices of a tuple
row = (1, "a", 2.5, b"x")
middle = row[1:3]  #: tuple[str, float]
end = row[2:]  #: tuple[float, bytes]
turned = row[::-1]  #: tuple[bytes, float, str, int]
first = row[:2][0]  #: int
# = Slices of a list
row = [1, "a", 2.5]
rest = row[1:]
text = rest[0]  #: str
head = row[:1][0]  #: int
# = Unpacking a list display
row = ["tea", 3, 2.5]
name, count, price = row  #: name: str; count: int; price: float
# = Unpacking with a rest
name, *middle, last = ("tea", 1, 2, 2.5)  #: name: str; middle: list[int]; last: float
# = Unpacking a rest of a list
head, *tail = [1, "a", "b"]  #: head: int; tail: list[str]
# = Nested unpacking of what is stored
entry = {"position": (1, 2.5), "names": ["a", "b"]}
(x, y), label = entry["position"], "c"  #: x: int; y: float; label: str
first, second = entry["names"]  #: first: str; second: str
# = A list of records
people = [{"name": "Ann", "age": 30}, {"name": "Bob", "age": 25}]
name = people[0]["name"]  #: str
age = people[1]["age"]  #: int
# = Records in a loop
people = [{"name": "Ann", "age": 30}, {"name": "Bob", "age": 25}]
for person in people:
    name = person["name"]  #: str
    age = person["age"]  #: int
# = Records in a comprehension
people = [{"name": "Ann", "age": 30}, {"name": "Bob", "age": 25}]
names = [person["name"] for person in people]  #: list[str]
ages = {person["name"]: person["age"] for person in people}  #: dict[str, int]
# = A record that is returned
def load():
    return {"name": "tea", "count": 3}


record = load()
name = record["name"]  #: str
count = load()["count"]  #: int
# = A record that is handed over
def show(record):
    name = record["name"]  #: str
    count = record["count"]  #: int
    return name * count


show({"name": "tea", "count": 3})
# = A record in an attribute
class Order:
    def __init__(self):
        self.data = {"name": "tea", "count": 3}

    def label(self):
        name = self.data["name"]  #: str
        return name * self.data["count"]


label = Order().label()  #: str
count = Order().data["count"]  #: int
# = One key on both branches
import sys

record = {"name": "tea"}
if sys.argv:
    record["size"] = 1
else:
    record["size"] = 2
size = record["size"]  #: int
name = record["name"]  #: str
# = Augmented value
stats = {"hits": 0, "name": "a", "items": []}
stats["hits"] += 1
stats["name"] += "b"
stats["items"].append(3)
hits = stats["hits"]  #: int
name = stats["name"]  #: str
items = stats["items"]  #: list[int]
# = Values of an unknown key
import sys

record = {"name": "tea", "count": 3}
value = record["name" if sys.argv else "count"]  #: str or int | str
other = record[sys.argv[1] if len(sys.argv) > 99 else "count"]  #: int | str
# = An alias sees the same keys
record = {"name": "tea", "count": 3}
same = record
same["count"] = "three"
count = record["count"]  #: str or int | str
name = same["name"]  #: str
# = A copy keeps its keys
record = {"name": "tea", "count": 3}
copied = record.copy()
copied["extra"] = 2.5
count = copied["count"]  #: int
extra = copied["extra"]  #: float
# = Handed out and changed elsewhere
def change(record):
    record["count"] = "many"


record = {"name": "tea", "count": 3}
change(record)
count = record["count"]  #: str or int | str
name = record["name"]  #: str
# = Loop over items
prices = {"tea": 2, "milk": 3}
for item, price in prices.items():
    label = item.upper()  #: str
    doubled = price * 2  #: int
# = Splitted text
line = "a=1;b=2"
first = line.split(";")[0]  #: str
key, value = first.split("=")  #: key: str; value: str
head, _, tail = line.partition("=")  #: head: str; tail: str
