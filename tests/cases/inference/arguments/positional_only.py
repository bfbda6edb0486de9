#: power(): int
#: power.base: int
#: power.exponent: int
#: power.result: int
#: kilo: int

def power(base, exponent, /):
    result = 1
    for _ in range(exponent):
        result *= base
    return result


kilo = power(2, 10)
