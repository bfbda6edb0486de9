#: numbers: list[int]
#: largest: int
#: name: str

import numbers_of

numbers = numbers_of.primes(10)
largest = numbers_of.largest(numbers)
name = numbers_of.NAME
