#: Money.__init__.cents: int
#: Money.cents: int
#: Money.__add__(): Money
#: Money.__add__.other: Money
#: Money.__lt__(): bool
#: Money.__lt__.other: Money
#: Money.__str__(): str
#: total: Money
#: is_less: bool
#: text: str

class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        return Money(self.cents + other.cents)

    def __lt__(self, other):
        return self.cents < other.cents

    def __str__(self):
        return f"{self.cents / 100:.2f}"


total = Money(150) + Money(275)
is_less = Money(1) < total
text = str(total)
