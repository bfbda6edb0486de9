from model import base
from model.base import Model


class Shape(Model):
    names = []
    color: str = "red"
    _cache = {}
    sides = 0

    def rename(self, name):
        self.names.append(name)
        return self


class Square(Shape):
    sides = 4
    size: int = 1

    def area(self):
        return self.size * self.size

    def grow(self, by=2):
        return Square(size=self.size * by, color=self.color)


class Circle(base.Model):
    radius: float = 1.0
    precision = 2
    tags = set()

    def area(self):
        return round(3.14159 * self.radius**2, self.precision)
