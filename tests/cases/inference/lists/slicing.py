#: letters: list[str]
#: middle: list[str]
#: every_other: list[str]
#: last: str
#: copied: list[str]

letters = ["a", "b", "c", "d"]
middle = letters[1:3]
every_other = letters[::2]
last = letters[-1]
copied = letters[:]
