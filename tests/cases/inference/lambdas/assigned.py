#: square: collections.abc.Callable[[int], int]
#: nine: int

square = lambda number: number * number
nine = square(3)
