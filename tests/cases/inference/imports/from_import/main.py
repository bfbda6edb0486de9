#: square: shapes.Square
#: area: float
#: sides: int
#: other: shapes.Square

from shapes import Square, unit

square = Square(3.0)
area = square.area()
sides = Square.sides
other = unit()
