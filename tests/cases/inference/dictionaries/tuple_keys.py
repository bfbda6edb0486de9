#: board: dict[tuple[int, int], str]
#: mark: str
#: places: list[tuple[int, int]]

board = {}
board[(0, 1)] = "x"
board[1, 1] = "o"
mark = board[0, 1]
places = sorted(board)
