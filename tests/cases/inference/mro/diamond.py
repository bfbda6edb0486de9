#: Base.tag(): str
#: Left.tag(): int
#: Right.tag(): float
#: chosen: int
#: order: tuple[type, ...]

class Base:
    def tag(self):
        return "base"


class Left(Base):
    def tag(self):
        return 1


class Right(Base):
    def tag(self):
        return 2.0


class Both(Left, Right):
    pass


chosen = Both().tag()
order = Both.__mro__
