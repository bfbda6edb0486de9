import shop.order as order_module


class Customer:
    def __init__(self, name):
        self.name = name
        self.orders = []

    def order(self, *names):
        order = order_module.Order(self)
        for name in names:
            order.add(name)
        self.orders.append(order)
        return order

    def last(self):
        if not self.orders:
            return None
        return self.orders[-1]
