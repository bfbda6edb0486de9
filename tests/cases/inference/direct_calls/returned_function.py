#: make_adder(): collections.abc.Callable[[int], int]
#: make_adder.step: int
#: make_adder.add(): int
#: make_adder.<locals>.add.number: int
#: add_five: collections.abc.Callable[[int], int]
#: total: int
#: direct: int

def make_adder(step):
    def add(number):
        return number + step

    return add


add_five = make_adder(5)
total = add_five(10)
direct = make_adder(1)(2)
