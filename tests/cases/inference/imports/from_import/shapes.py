class Square:
    sides: int = 4

    def __init__(self, side: float) -> None:
        self.side = side

    def area(self) -> float:
        return self.side**2


def unit() -> Square:
    return Square(1.0)
