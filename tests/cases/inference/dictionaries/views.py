#: ages: dict[str, int]
#: names: list[str]
#: values: list[int]
#: pairs: list[tuple[str, int]]
#: oldest: int

ages = {"ann": 41, "bob": 37}
names = list(ages.keys())
values = list(ages.values())
pairs = list(ages.items())
oldest = max(ages.values())
