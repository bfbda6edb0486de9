#: Point.__init__.x: int
#: Point.__init__.y: int
#: Point.x: int
#: Point.y: int
#: mirror(): Point
#: mirror.point: Point
#: seen: Point

class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def mirror(point):
    return Point(-point.x, point.y)


seen = mirror(Point(3, 4))
