#: sign(): str | None
#: sign.number: int
#: sign.word: str | None
#: up: str | None
#: flat: str | None
#: down: str | None

def sign(number):
    if number > 0:
        word = "plus"
    elif number < 0:
        word = "minus"
    else:
        word = None
    return word


up = sign(3)
flat = sign(0)
down = sign(-2)
