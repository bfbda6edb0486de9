#: to_number(): int | None
#: to_number.text: str
#: good: int | None
#: bad: int | None

def to_number(text):
    try:
        return int(text)
    except ValueError:
        return None


good = to_number("12")
bad = to_number("twelve")
