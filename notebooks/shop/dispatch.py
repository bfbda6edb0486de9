"""Which orders leave today: the file that the notebooks look at. Most of it is not annotated."""

import datetime
import json
from collections import defaultdict
from pathlib import Path

from orders import Order, read_orders

MAX_PARCELS = 40


class Dispatcher:
    def __init__(self, folder, carrier_name, max_parcels=MAX_PARCELS):
        self.folder = folder
        self.carrier_name = carrier_name
        self.max_parcels = max_parcels
        self.waiting = defaultdict(list)
        self.last_run = None

    def load(self):
        for path in sorted(self.folder.glob("*.csv")):
            for order in read_orders(path):
                self.waiting[order.customer].append(order)

    def late_orders(self, now):
        late = []
        for orders in self.waiting.values():
            late.extend(order for order in orders if order.is_late(now))
        return late

    def dispatch(self, order, parcels=1):
        if parcels > self.max_parcels:
            return False
        self.waiting[order.customer].remove(order)
        self.last_run = datetime.datetime.now()
        return True

    def summary(self):
        totals = {customer: sum(order.total() for order in orders) for customer, orders in self.waiting.items()}
        return json.dumps({"carrier": self.carrier_name, "totals": totals})


def label_text(order: Order, copies: str = 1) -> list[str]:
    line = f"{order.number:06d} {order.customer}"
    return [line] * copies


def find_order(orders, number):
    for order in orders:
        if order.number == number:
            return order
    return None


def open_log(log_path, encoding="utf-8"):
    path = Path(log_path)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("a", encoding=encoding)
