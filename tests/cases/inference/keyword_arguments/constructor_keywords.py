#: Rectangle.__init__.width: int
#: Rectangle.__init__.height: int
#: Rectangle.width: int
#: Rectangle.height: int
#: Rectangle.scaled(): Rectangle
#: Rectangle.scaled.by: int
#: small: Rectangle
#: large: Rectangle

class Rectangle:
    def __init__(self, *, width, height):
        self.width = width
        self.height = height

    def scaled(self, *, by):
        return Rectangle(width=self.width * by, height=self.height * by)


small = Rectangle(width=2, height=3)
large = small.scaled(by=10)
