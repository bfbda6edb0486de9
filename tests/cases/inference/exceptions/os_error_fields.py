#: size_of(): int or int | None
#: size_of.path: str
#: size: int or int | None
#: code: int or int | None

def size_of(path):
    try:
        with open(path, "rb") as handle:
            return len(handle.read())
    except FileNotFoundError as error:
        return error.errno


size = size_of(__file__)
code = size_of("/no/such/file")
