#: keep(): list[int]
#: keep.numbers: list[int]
#: keep.wanted: collections.abc.Callable[[int], bool]
#: is_even(): bool
#: is_even.number: int
#: evens: list[int]

def keep(numbers, wanted):
    return [number for number in numbers if wanted(number)]


def is_even(number):
    return number % 2 == 0


evens = keep([1, 2, 3, 4], is_even)
