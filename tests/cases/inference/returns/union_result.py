#: parse(): int | str
#: parse.text: str
#: values: list[int | str]
#: one: int | str

def parse(text):
    if text.isdigit():
        return int(text)
    return text


values = [parse("12"), parse("x")]
one = parse("1")
