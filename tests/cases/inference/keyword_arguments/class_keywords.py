#: Shape.sides: int
#: Shape.__init_subclass__(): None
#: Shape.__init_subclass__.sides: int
#: corners: int

class Shape:
    sides = 0

    def __init_subclass__(cls, *, sides=0):
        cls.sides = sides


class Square(Shape, sides=4):
    pass


corners = Square.sides
