#: pad(): str
#: pad.text: str
#: pad.width: int
#: pad.right: bool
#: pad.fill: str
#: cell: str
#: number: str

def pad(text, width, right=False):
    fill = " " * (width - len(text))
    return fill + text if right else text + fill


cell = pad("ok", 6)
number = pad("42", 6, True)
