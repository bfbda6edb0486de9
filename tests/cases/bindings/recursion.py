# = Factorial
def factorial(number):
    if number < 2:
        return 1
    return number * factorial(number - 1)


result = factorial(5)  #: int
# = Sum of a list
def total(values):
    if not values:
        return 0
    return values[0] + total(values[1:])


result = total([1, 2, 3])  #: int
# = Reversed text
def backward(text):
    if not text:
        return ""
    return backward(text[1:]) + text[0]


result = backward("abc")  #: str
# = Even and odd
def even(number):
    return True if number == 0 else odd(number - 1)


def odd(number):
    return False if number == 0 else even(number - 1)


result = even(4)  #: bool
# = Depth of nested lists
def depth(value):
    if not isinstance(value, list):
        return 0
    return 1 + max([depth(item) for item in value], default=0)


result = depth([1, [2, [3]]])  #: int
# = Flattened
def flatten(items):
    flat = []
    for item in items:
        if isinstance(item, list):
            flat.extend(flatten(item))
        else:
            flat.append(item)
    return flat


size = len(flatten([1, [2, 3]]))  #: int
# = A tree
class Node:
    def __init__(self, value, children=()):
        self.value = value
        self.children = children

    def total(self):
        return self.value + sum(child.total() for child in self.children)


tree = Node(1, [Node(2), Node(3)])
result = tree.total()  #: int
# = A linked list
class Link:
    def __init__(self, value, rest=None):
        self.value = value
        self.rest = rest

    def last(self):
        return self if self.rest is None else self.rest.last()


chain = Link(1, Link(2))
last = chain.last()  #: Link
value = last.value  #: int
# = Length of a linked list
class Link:
    def __init__(self, rest=None):
        self.rest = rest


def length(link):
    if link is None:
        return 0
    return 1 + length(link.rest)


result = length(Link(Link()))  #: int
# = Greatest divisor
def divisor(a, b):
    return a if b == 0 else divisor(b, a % b)


result = divisor(12, 8)  #: int
# = Fibonacci with a cache
def fibonacci(number, known={}):
    if number in known:
        return known[number]
    if number < 2:
        return number
    value = fibonacci(number - 1) + fibonacci(number - 2)  #: int
    known[number] = value
    return value


result = fibonacci(9)  #: int
# = Cached by a decorator
from functools import lru_cache


@lru_cache(maxsize=None)
def ways(steps):
    if steps <= 1:
        return 1
    return ways(steps - 1) + ways(steps - 2)


result = ways(5)  #: int
# = Permutations
def permutations(items):
    if len(items) < 2:
        return [items]
    found = []
    for index, item in enumerate(items):
        for rest in permutations(items[:index] + items[index + 1 :]):
            found.append([item] + rest)
    return found


result = permutations([1, 2])  #: list[list[int]]
# = Subsets of a text
def subsets(text):
    if not text:
        return [""]
    rest = subsets(text[1:])  #: list[str]
    return rest + [text[0] + other for other in rest]


result = subsets("ab")  #: list[str]
# = Binary search
def search(values, wanted, low, high):
    if low > high:
        return None
    middle = (low + high) // 2  #: int
    if values[middle] == wanted:
        return middle
    if values[middle] < wanted:
        return search(values, wanted, middle + 1, high)
    return search(values, wanted, low, middle - 1)


position = search([1, 3, 5], 3, 0, 2)  #: int | None
# = Quick sort
def sort(values):
    if len(values) < 2:
        return values
    pivot = values[0]  #: int
    low = [value for value in values[1:] if value < pivot]  #: list[int]
    high = [value for value in values[1:] if value >= pivot]
    return sort(low) + [pivot] + sort(high)


result = sort([3, 1, 2])  #: list[int]
# = Generators that recurse
def walk(value):
    yield value
    if value > 0:
        yield from walk(value - 1)


values = list(walk(3))  #: list[int]
# = In-order traversal
class Tree:
    def __init__(self, key, left=None, right=None):
        self.key = key
        self.left = left
        self.right = right

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.key
        if self.right is not None:
            yield from self.right


keys = list(Tree("b", Tree("a")))  #: list[str]
for key in Tree("b", Tree("a")):
    upper = key.upper()  #: str
# = Towers
def towers(count, source, target, spare):
    if count == 0:
        return []
    moves = towers(count - 1, source, spare, target)  #: list[tuple[str, str]]
    moves = moves + [(source, target)]
    return moves + towers(count - 1, spare, target, source)


result = towers(2, "a", "b", "c")  #: list[tuple[str, str]]
# = A nested function
def count_down(start):
    def down(number):
        if number == 0:
            return "go"
        return down(number - 1)

    return down(start)


result = count_down(3)  #: str
# = Digits
def digits(number):
    if number < 10:
        return [number]
    return digits(number // 10) + [number % 10]


result = digits(123)  #: list[int]
first = digits(123)[0]  #: int
# = A number as text
def binary(number):
    return "" if number == 0 else binary(number // 2) + str(number % 2)


result = binary(5)  #: str
# = With an accumulator
def collect(number, found=None):
    found = [] if found is None else found
    if number == 0:
        return found
    found.append(number)
    return collect(number - 1, found)


result = collect(3)  #: list[int]
# = Power by halves
def power(base, exponent):
    if exponent == 0:
        return 1.0
    half = power(base, exponent // 2)  #: float
    return half * half * (base if exponent % 2 else 1)


result = power(2.0, 5)  #: float
# = A parser
class Parser:
    def __init__(self, text):
        self.text = text
        self.position = 0

    def parse(self):
        if self.text[self.position] == "(":
            self.position += 1
            inner = self.parse()  #: int
            self.position += 1
            return inner + 1
        return 0


result = Parser("(a)").parse()  #: int
# = Methods that call each other
class Machine:
    def start(self, left):
        return self.stop(left) if left else "done"

    def stop(self, left):
        return self.start(left - 1)


result = Machine().start(3)  #: str
# = Ackermann
def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


result = ackermann(1, 2)  #: int
# = A pair that is handed up
def extremes(values):
    if len(values) == 1:
        return values[0], values[0]
    low, high = extremes(values[1:])  #: low: int; high: int
    return min(low, values[0]), max(high, values[0])


low, high = extremes([3, 1, 2])  #: low: int; high: int
# = Copies of nested dictionaries
def keys(tree):
    names = []
    for name, inner in tree.items():
        names.append(name)
        names += keys(inner)
    return names


result = keys({"a": {"b": {}}})  #: list[str]
# = A lambda that calls itself
countdown = lambda number: "go" if number == 0 else countdown(number - 1)
result = countdown(3)  #: str
# = Collatz
def steps(number):
    if number == 1:
        return 0
    following = number // 2 if number % 2 == 0 else 3 * number + 1  #: int
    return 1 + steps(following)


result = steps(6)  #: int
