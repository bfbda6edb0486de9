import shop.item as items


class Order:
    def __init__(self, customer):
        self.customer = customer
        self.items = []

    def add(self, name):
        item = items.Item(name, self)
        self.items.append(item)
        return item

    def total(self):
        return sum(item.price() for item in self.items)

    def by_name(self):
        return {item.name: item for item in self.items}
