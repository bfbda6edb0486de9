#: table(): str
#: table.rows: list[tuple[str, int]]
#: table.lines: list[str]
#: shown: str

def table(rows):
    lines = []
    for name, count in rows:
        lines.append(name.ljust(8) + str(count))
    return "\n".join(lines)


shown = table([("tea", 2), ("milk", 1)])
