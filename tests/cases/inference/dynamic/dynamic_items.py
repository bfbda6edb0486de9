#: Row.cells: dict[str, float]
#: Row.__setitem__(): None
#: Row.__setitem__.key: str
#: Row.__setitem__.value: float
#: Row.__getitem__(): float
#: Row.__getitem__.key: str
#: row: Row
#: total: float

class Row:
    def __init__(self):
        self.cells = {}

    def __setitem__(self, key, value):
        self.cells[key] = value

    def __getitem__(self, key):
        return self.cells[key]


row = Row()
row["total"] = 9.5
total = row["total"]
