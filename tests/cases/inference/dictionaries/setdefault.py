#: invert(): dict[str, list[str]]
#: invert.table: dict[str, str]
#: invert.result: dict[str, list[str]]
#: colors: dict[str, list[str]]
#: blue: list[str]

def invert(table):
    result = {}
    for key, value in table.items():
        result.setdefault(value, []).append(key)
    return result


colors = invert({"sky": "blue", "sea": "blue", "sun": "gold"})
blue = colors["blue"]
