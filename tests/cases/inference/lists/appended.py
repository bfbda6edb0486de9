#: names: list[str]
#: first: str
#: count: int

names = []
names.append("ann")
names.extend(["bob", "cid"])
first = names[0]
count = len(names)
