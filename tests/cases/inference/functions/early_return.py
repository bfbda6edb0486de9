#: find(): int
#: find.names: list[str]
#: find.wanted: str
#: place: int

def find(names, wanted):
    for position, name in enumerate(names):
        if name == wanted:
            return position
    return -1


place = find(["ann", "bob"], "bob")
