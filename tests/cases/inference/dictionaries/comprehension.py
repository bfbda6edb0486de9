#: names: list[str]
#: lengths: dict[str, int]
#: inverted: dict[int, str]
#: total: int

names = ["ann", "bob"]
lengths = {name: len(name) for name in names}
inverted = {size: name for name, size in lengths.items()}
total = sum(lengths.values())
