#: table: list[tuple[str, int]]
#: key: str
#: keys: list[str]

table = list({"a": 1, "b": 2}.items())
table.sort(key=lambda pair: pair[1])
key = table[0][0]
keys = [name for name, _ in table]
