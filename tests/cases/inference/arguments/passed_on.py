#: area(): float
#: area.width: float
#: area.height: float
#: volume(): float
#: volume.width: float
#: volume.height: float
#: volume.depth: float
#: box: float

def area(width, height):
    return width * height


def volume(width, height, depth):
    return area(width, height) * depth


box = volume(1.5, 2.0, 3.0)
