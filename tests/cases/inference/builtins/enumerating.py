#: names: list[str]
#: numbered: list[tuple[int, str]]
#: lookup: dict[str, int]

names = ["ann", "bob"]
numbered = list(enumerate(names, start=1))
lookup = {name: index for index, name in enumerate(names)}
