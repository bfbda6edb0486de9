#: Order.__init__.lines: list[tuple[str, int]]
#: Order.lines: list[tuple[str, int]]
#: Order.total(): int
#: Order.first(): tuple[str, int] | None
#: order: Order
#: total: int
#: line: tuple[str, int] | None

class Order:
    def __init__(self, lines):
        self.lines = lines

    @property
    def total(self):
        return sum(price for _, price in self.lines)

    @property
    def first(self):
        return self.lines[0] if self.lines else None


order = Order([("tea", 2), ("milk", 1)])
total = order.total
line = order.first
