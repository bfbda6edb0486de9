#: rows: list[tuple[str, int]]
#: ordered: list[tuple[str, int]]
#: largest: tuple[str, int]
#: smallest: int
#: number: int

rows = [("pear", 3), ("fig", 12)]
ordered = sorted(rows, key=lambda row: row[1], reverse=True)
largest = max(rows, key=lambda row: row[1])
smallest = min([], default=0)
number = int("ff", base=16)
