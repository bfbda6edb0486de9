#: Color.RED: int or Color
#: Color.BLUE: int or Color
#: Color.label(): str
#: favourite: Color
#: text: str
#: number: int
#: again: Color
#: everything: list[Color]

from enum import Enum


class Color(Enum):
    RED = 1
    BLUE = 2

    def label(self):
        return self.name.lower()


favourite = Color.BLUE
text = favourite.label()
number = favourite.value
again = Color["RED"]
everything = list(Color)
