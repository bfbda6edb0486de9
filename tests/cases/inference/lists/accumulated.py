#: primes(): list[int]
#: primes.limit: int
#: primes.found: list[int]
#: small: list[int]
#: largest: int

def primes(limit):
    found = []
    for number in range(2, limit):
        if all(number % prime for prime in found):
            found.append(number)
    return found


small = primes(20)
largest = small[-1]
