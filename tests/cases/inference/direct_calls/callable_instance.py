#: Multiplier.__init__.factor: int
#: Multiplier.factor: int
#: Multiplier.__call__(): int
#: Multiplier.__call__.number: int
#: triple: Multiplier
#: nine: int

class Multiplier:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, number):
        return number * self.factor


triple = Multiplier(3)
nine = triple(3)
