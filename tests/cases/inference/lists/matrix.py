#: transpose(): list[list[int]]
#: transpose.rows: list[list[int]]
#: grid: list[list[int]]
#: row: list[int]
#: cell: int

def transpose(rows):
    return [list(column) for column in zip(*rows)]


grid = transpose([[1, 2], [3, 4]])
row = grid[0]
cell = row[1]
