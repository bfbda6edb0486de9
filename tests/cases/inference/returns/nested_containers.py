#: group(): list[tuple[str, list[int]]]
#: group.pairs: list[tuple[str, int]]
#: group.result: dict[str, set[int]]
#: groups: list[tuple[str, list[int]]]

def group(pairs):
    result = {}
    for key, value in pairs:
        result.setdefault(key, set()).add(value)
    return [(key, sorted(values)) for key, values in result.items()]


groups = group([("a", 2), ("a", 1), ("b", 3)])
