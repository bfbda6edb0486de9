#: words(): list[str]
#: first: str
#: size: int
#: initial: str

def words():
    return ["alpha", "beta"]


first = words()[0]
size = len(words())
initial = words()[1].upper()[0]
