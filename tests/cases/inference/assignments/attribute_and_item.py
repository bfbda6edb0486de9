#: box: Box
#: grid: list[list[int]]
#: row: list[int]
#: table: dict[str, int]

class Box:
    pass



box = Box()
box.label = "tools"
grid = [[0, 0], [0, 0]]
grid[1][0] = 7
row = grid[1]
table = {}
table["width"] = row[0]
