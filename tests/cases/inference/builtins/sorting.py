#: numbers: set[int]
#: ascending: list[int]
#: letters: list[str]
#: backwards: list[int]
#: by_key: list[str]

numbers = {3, 1, 2}
ascending = sorted(numbers)
letters = sorted("hello")
backwards = list(reversed(ascending))
by_key = sorted({"b": 1, "a": 2})
