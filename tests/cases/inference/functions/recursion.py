#: factorial(): int
#: factorial.number: int
#: big: int

def factorial(number):
    if number <= 1:
        return 1
    return number * factorial(number - 1)


big = factorial(10)
