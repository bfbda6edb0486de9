#: Namespace.__init__.values: int
#: space: Namespace
#: area: int

class Namespace:
    def __init__(self, **values):
        self.__dict__.update(values)


space = Namespace(width=3, height=4)
area = space.width * space.height
