#: shout(): str
#: shout.text: str
#: shout.suffix: str | None
#: loud: str
#: louder: str

def shout(text, suffix=None):
    if suffix is None:
        suffix = "!"
    return text.upper() + suffix


loud = shout("hey", suffix="?!")
louder = shout("hey")
