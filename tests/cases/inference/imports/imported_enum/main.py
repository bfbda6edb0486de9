#: paint(): str
#: paint.color: colors.Color
#: chosen: colors.Color
#: text: str
#: number: int

from colors import Color


def paint(color):
    if color is Color.RED:
        return "warm"
    return color.name


chosen = Color.BLUE
text = paint(chosen)
number = chosen.value
