#: Shape.describe(): str
#: Square.describe(): int
#: plain: str
#: sides: int

class Shape:
    def describe(self):
        return "shape"


class Square(Shape):
    def describe(self):
        return 4


plain = Shape().describe()
sides = Square().describe()
