#: root(): float
#: root.number: int
#: side: float
#: reason: tuple or tuple[str] or tuple[object, ...]

def root(number):
    assert number >= 0, "negative"
    return number**0.5


side = root(16)
try:
    root(-1)
except AssertionError as error:
    reason = error.args
