NAME = "primes"


def primes(limit):
    return [number for number in range(2, limit) if all(number % other for other in range(2, number))]


def largest(numbers):
    return max(numbers)
