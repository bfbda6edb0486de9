#: Pen.position: int
#: Pen.forward(): Pen or typing.Self
#: Pen.forward.steps: int
#: pen: Pen
#: where: int

class Pen:
    def __init__(self):
        self.position = 0

    def forward(self, steps):
        self.position += steps
        return self


pen = Pen().forward(3).forward(4)
where = pen.position
