#: Vector.__init__.parts: float
#: Vector.parts: tuple[float, ...]
#: Vector.length(): float
#: Force.unit: str
#: force: Force
#: size: float
#: parts: tuple[float, ...]

class Vector:
    def __init__(self, *parts):
        self.parts = parts

    def length(self):
        return sum(part * part for part in self.parts) ** 0.5


class Force(Vector):
    unit = "N"


force = Force(3.0, 4.0)
size = force.length()
parts = force.parts
