#: multiplier(): collections.abc.Callable[[int], int]
#: multiplier.factor: int
#: triple: collections.abc.Callable[[int], int]
#: nine: int

def multiplier(factor):
    return lambda number: number * factor


triple = multiplier(3)
nine = triple(3)
