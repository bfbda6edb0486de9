#: row: list[float | int | str] or list[float | str]
#: shown: list[str]
#: line: str

row = ["pear", 3, 0.5]
shown = [str(cell) for cell in row]
line = ",".join(shown)
