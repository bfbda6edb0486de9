import attr
import shapes
from cattrs import Converter

point = shapes.Point("1", y=2)
print(point, attr.asdict(point), [field.name for field in attr.fields(shapes.Point)])
print(shapes.Box(4).area(), [field.name for field in attr.fields(shapes.Box)], shapes.Box.unit, shapes.Box.made)
print(Converter().unstructure(point), Converter().structure({"name": "a", "tags": ["b"]}, shapes.Label))
try:
    shapes.Point("one")
except ValueError as error:
    print(error)
print(shapes.Label.__annotations__, shapes.names_of([shapes.Label("n"), shapes.Label("m")]))
