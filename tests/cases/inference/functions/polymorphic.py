#: twice(): int | str
#: twice.value: int | str
#: number: int
#: text: str

def twice(value):
    return value + value


number = twice(4)
text = twice("ab")
