#: Vector.__init__.x: int
#: Vector.__init__.y: int
#: Vector.x: int
#: Vector.y: int
#: Vector.plus(): Vector
#: Vector.plus.other: Vector
#: Vector.as_tuple(): tuple[int, int]
#: total: Vector
#: pair: tuple[int, int]

class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def plus(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def as_tuple(self):
        return self.x, self.y


total = Vector(1, 2).plus(Vector(3, 4))
pair = total.as_tuple()
