#: newton(): float
#: newton.value: int or float
#: newton.guess: float
#: root: float

def newton(value, guess=1.0):
    while abs(guess * guess - value) > 1e-6:
        guess = (guess + value / guess) / 2
    return guess


root = newton(9)
