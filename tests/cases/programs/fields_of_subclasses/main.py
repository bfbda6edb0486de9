from model.base import Model
from model.shapes import Circle, Shape, Square

print(Square(size=3).grow().dump(), Square().area(), Circle(radius=2.0).area())
for kind in (Shape, Square, Circle):
    print(kind.__name__, [field[0] for field in kind.fields], kind.__dict__.get("__annotations__"))
print(Shape().rename("x").names, Square.sides, Circle.tags)
try:
    Square(sides=5)
except TypeError as error:
    print(error)
try:
    class Bad(Model):
        values: list = []
except ValueError as error:
    print(error)
