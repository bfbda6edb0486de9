#: normalise(): str
#: normalise.value: int | str
#: first: str
#: second: str

def normalise(value):
    if isinstance(value, int):
        value = str(value)
    return value.zfill(3)


first = normalise(7)
second = normalise("42")
