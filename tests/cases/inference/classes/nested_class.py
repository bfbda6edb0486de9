#: Engine.Piston.__init__.bore: float
#: Engine.Piston.bore: float
#: Engine.__init__.count: int
#: Engine.pistons: list[Engine.Piston]
#: Engine.first(): Engine.Piston
#: piston: Engine.Piston
#: bore: float

class Engine:
    class Piston:
        def __init__(self, bore):
            self.bore = bore

    def __init__(self, count):
        self.pistons = [Engine.Piston(8.6) for _ in range(count)]

    def first(self):
        return self.pistons[0]


piston = Engine(4).first()
bore = piston.bore
