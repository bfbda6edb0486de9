import shop.customer

PRICES = {"tea": 3, "cake": 5}


class Item:
    def __init__(self, name, order):
        self.name = name
        self.order = order

    def price(self):
        return PRICES[self.name]

    def gift_for(self, name):
        return shop.customer.Customer(name)

    def copy_order(self):
        import shop.order

        return shop.order.Order(self.order.customer)
