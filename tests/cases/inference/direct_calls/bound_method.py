#: Counter.value: int
#: Counter.step(): int
#: counter: Counter
#: step: collections.abc.Callable[[], int]
#: now: int

class Counter:
    def __init__(self):
        self.value = 0

    def step(self):
        self.value += 1
        return self.value


counter = Counter()
step = counter.step
now = step() + step()
