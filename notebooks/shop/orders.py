"""What was ordered, by whom, and when it has to leave."""

import datetime
from pathlib import Path


class Order:
    def __init__(self, number: int, customer: str, placed_at: datetime.datetime):
        self.number = number
        self.customer = customer
        self.placed_at = placed_at
        self.lines = []

    def add_line(self, article: str, quantity: int, price: float) -> None:
        self.lines.append((article, quantity, price))

    def total(self) -> float:
        return sum(quantity * price for _, quantity, price in self.lines)

    def is_late(self, now: datetime.datetime) -> bool:
        return now - self.placed_at > datetime.timedelta(days=3)


def read_orders(path: Path) -> list[Order]:
    orders = []
    for line in path.read_text().splitlines():
        number, customer, placed_at = line.split(";")
        orders.append(Order(int(number), customer, datetime.datetime.fromisoformat(placed_at)))
    return orders
