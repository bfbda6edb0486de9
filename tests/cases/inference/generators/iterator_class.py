#: Countdown.__init__.start: int
#: Countdown.current: int
#: Countdown.__iter__(): Countdown or typing.Self or collections.abc.Iterator[int]
#: Countdown.__next__(): int
#: numbers: list[int]
#: total: int

class Countdown:
    def __init__(self, start):
        self.current = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.current == 0:
            raise StopIteration
        self.current -= 1
        return self.current


numbers = list(Countdown(3))
total = sum(Countdown(4))
