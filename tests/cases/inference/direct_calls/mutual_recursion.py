#: is_even(): bool
#: is_even.number: int
#: is_odd(): bool
#: is_odd.number: int
#: answer: bool

def is_even(number):
    if number == 0:
        return True
    return is_odd(number - 1)


def is_odd(number):
    if number == 0:
        return False
    return is_even(number - 1)


answer = is_even(10)
