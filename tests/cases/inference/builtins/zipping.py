#: keys: tuple[str, str]
#: values: list[int]
#: pairs: list[tuple[str, int]]
#: table: dict[str, int]

keys = ("a", "b")
values = [1, 2]
pairs = list(zip(keys, values))
table = dict(zip(keys, values))
