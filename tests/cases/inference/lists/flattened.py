#: nested: list[list[int]]
#: flat: list[int]
#: total: int
#: sizes: list[int]

nested = [[1, 2], [3], []]
flat = [item for inner in nested for item in inner]
total = sum(flat)
sizes = [len(inner) for inner in nested]
