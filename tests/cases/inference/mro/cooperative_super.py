#: Root.cost(): int
#: Sugar.cost(): float or int or float | int
#: Milk.cost(): float
#: price: float or int or float | int

class Root:
    def cost(self):
        return 1


class Sugar(Root):
    def cost(self):
        return super().cost() + 2


class Milk(Root):
    def cost(self):
        return super().cost() * 1.5


class Latte(Sugar, Milk):
    pass


price = Latte().cost()
