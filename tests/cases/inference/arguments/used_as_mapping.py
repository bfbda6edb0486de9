#: lookup(): int
#: lookup.table: dict[str, int]
#: lookup.key: str
#: ages: dict[str, int]
#: age: int

def lookup(table, key):
    try:
        return table[key]
    except KeyError:
        return -1


ages = {"Ann": 41, "Bob": 37}
age = lookup(ages, "Cid")
