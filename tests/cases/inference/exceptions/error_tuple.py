#: pick(): int
#: pick.table: dict[str, int | None]
#: pick.key: str
#: two: int
#: one: int

def pick(table, key):
    try:
        return table[key] * 2
    except (KeyError, TypeError) as error:
        return len(error.args)


two = pick({"a": 1, "b": None}, "a")
one = pick({"a": 1, "b": None}, "b")
