#: distance(): int
#: distance.start: tuple[int, int]
#: distance.end: tuple[int, int]
#: corners: tuple[tuple[int, int], tuple[int, int]]
#: steps: int

def distance(start, end):
    return abs(end[0] - start[0]) + abs(end[1] - start[1])


corners = ((1, 2), (4, 6))
steps = distance(*corners)
