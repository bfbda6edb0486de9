#: pair: containers.Pair[str, int]
#: left: str
#: right: int
#: number: int

from containers import Pair, first_of

pair = Pair("a", 1)
left = pair.left
right = pair.right
number = first_of([3, 4])
