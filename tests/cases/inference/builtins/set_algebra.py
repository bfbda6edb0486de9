#: left: set[int]
#: right: set[int]
#: both: set[int]
#: either: set[int]
#: only: set[int]
#: empty: set[str]
#: is_part: bool

left = {1, 2, 3}
right = set(range(2, 6))
both = left & right
either = left.union(right)
only = left - right
empty = set()
empty.add("x")
is_part = both <= left
