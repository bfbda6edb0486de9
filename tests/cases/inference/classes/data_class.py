#: Order.items: list[str]
#: Order.add(): int
#: Order.add.item: str
#: order: Order
#: count: int
#: buyer: str
#: first: str

from dataclasses import dataclass, field


@dataclass
class Order:
    customer: str
    items: list[str] = field(default_factory=list)

    def add(self, item):
        self.items.append(item)
        return len(self.items)


order = Order("Ann")
count = order.add("tea")
buyer = order.customer
first = order.items[0]
