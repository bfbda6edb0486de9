#: sign: collections.abc.Callable[[int], str]
#: signs: list[str]

sign = lambda number: "minus" if number < 0 else "plus"
signs = [sign(number) for number in (-1, 2)]
