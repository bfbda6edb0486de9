#: Circle.__init__.radius: float
#: Circle._radius: float
#: Circle.area(): float
#: Circle.diameter(): float
#: circle: Circle
#: area: float
#: width: float

class Circle:
    def __init__(self, radius):
        self._radius = radius

    @property
    def area(self):
        return 3.14159 * self._radius**2

    @property
    def diameter(self):
        return self._radius * 2


circle = Circle(2.5)
area = circle.area
width = circle.diameter
