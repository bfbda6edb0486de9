#: Shop.currency: str
#: Shop.prices: dict[str, float]
#: Shop.add(): None
#: Shop.add.item: str
#: Shop.add.price: float
#: Shop.cheapest(): str
#: shop: Shop
#: best: str

class Shop:
    currency = "EUR"

    def __init__(self):
        self.prices = {}

    def add(self, item, price):
        self.prices[item] = price

    def cheapest(self):
        return min(self.prices, key=self.prices.get)


shop = Shop()
shop.add("pen", 1.2)
best = shop.cheapest()
