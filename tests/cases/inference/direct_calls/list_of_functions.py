#: first(): str
#: first.text: str
#: last(): str
#: last.text: str
#: pickers: list[collections.abc.Callable[[str], str]]
#: ends: list[str]
#: start: str

def first(text):
    return text[0]


def last(text):
    return text[-1]


pickers = [first, last]
ends = [pick("word") for pick in pickers]
start = pickers[0]("abc")
