#: Pixel.__init__.x: int
#: Pixel.__init__.y: int
#: Pixel.__init__.color: str
#: Pixel.x: int
#: Pixel.y: int
#: Pixel.color: str
#: Pixel.moved(): Pixel
#: Pixel.moved.dx: int
#: Pixel.moved.dy: int
#: pixel: Pixel
#: shade: str

class Pixel:
    __slots__ = ("x", "y", "color")

    def __init__(self, x, y, color="black"):
        self.x = x
        self.y = y
        self.color = color

    def moved(self, dx, dy):
        return Pixel(self.x + dx, self.y + dy, self.color)


pixel = Pixel(1, 2).moved(3, 4)
shade = pixel.color
